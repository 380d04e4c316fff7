//! The lists a company describes itself with: legal form, industry, staff, revenue, currency.

/// An enum of unit variants with a short code for database and form, and a message key for its name.
macro_rules! choices {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $code:literal, $key:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$doc])* $variant,)+ }

        impl $name {
            /// Every choice, in the order it is offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code it is stored and posted as.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The choice with that code.
            pub fn parse(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|choice| choice.as_str() == code)
            }

            /// Message key of its name.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }
        }
    };
}

choices! {
    /// What kind of organisation a company is in law.
    LegalForm {
        /// 有限责任公司
        Limited = "limited", "companies-form-limited";
        /// 股份有限公司
        Stock = "stock", "companies-form-stock";
        /// 个人独资企业
        Sole = "sole", "companies-form-sole";
        /// 合伙企业
        Partnership = "partnership", "companies-form-partnership";
        /// 国有企业 (全民所有制)
        State = "state", "companies-form-state";
        /// 外商投资企业
        Foreign = "foreign", "companies-form-foreign";
        /// 分公司
        Branch = "branch", "companies-form-branch";
        /// 个体工商户
        Household = "household", "companies-form-household";
        /// 农民专业合作社
        Cooperative = "cooperative", "companies-form-cooperative";
        /// 社会组织、事业单位
        Institution = "institution", "companies-form-institution";
    }
}

choices! {
    /// Sections of the classification of economic activities, GB/T 4754-2017.
    Industry {
        /// 农、林、牧、渔业
        A = "A", "companies-industry-a";
        /// 采矿业
        B = "B", "companies-industry-b";
        /// 制造业
        C = "C", "companies-industry-c";
        /// 电力、热力、燃气及水生产和供应业
        D = "D", "companies-industry-d";
        /// 建筑业
        E = "E", "companies-industry-e";
        /// 批发和零售业
        F = "F", "companies-industry-f";
        /// 交通运输、仓储和邮政业
        G = "G", "companies-industry-g";
        /// 住宿和餐饮业
        H = "H", "companies-industry-h";
        /// 信息传输、软件和信息技术服务业
        I = "I", "companies-industry-i";
        /// 金融业
        J = "J", "companies-industry-j";
        /// 房地产业
        K = "K", "companies-industry-k";
        /// 租赁和商务服务业
        L = "L", "companies-industry-l";
        /// 科学研究和技术服务业
        M = "M", "companies-industry-m";
        /// 水利、环境和公共设施管理业
        N = "N", "companies-industry-n";
        /// 居民服务、修理和其他服务业
        O = "O", "companies-industry-o";
        /// 教育
        P = "P", "companies-industry-p";
        /// 卫生和社会工作
        Q = "Q", "companies-industry-q";
        /// 文化、体育和娱乐业
        R = "R", "companies-industry-r";
        /// 公共管理、社会保障和社会组织
        S = "S", "companies-industry-s";
        /// 国际组织
        T = "T", "companies-industry-t";
    }
}

choices! {
    /// How many people work there.
    StaffBand {
        /// Fewer than 20.
        Under20 = "u20", "companies-staff-u20";
        /// 20 to 99.
        Under100 = "u100", "companies-staff-u100";
        /// 100 to 299.
        Under300 = "u300", "companies-staff-u300";
        /// 300 to 999.
        Under1000 = "u1000", "companies-staff-u1000";
        /// 1,000 and more.
        Over1000 = "o1000", "companies-staff-o1000";
    }
}

choices! {
    /// Revenue of the last full year, in ten thousand yuan.
    RevenueBand {
        /// Below 5 million yuan.
        Under500 = "u500", "companies-revenue-u500";
        /// 5 to 20 million.
        Under2000 = "u2000", "companies-revenue-u2000";
        /// 20 to 100 million.
        Under10000 = "u10000", "companies-revenue-u10000";
        /// 100 to 400 million.
        Under40000 = "u40000", "companies-revenue-u40000";
        /// 400 million to 1 billion.
        Under100000 = "u100000", "companies-revenue-u100000";
        /// 1 billion and more.
        Over100000 = "o100000", "companies-revenue-o100000";
    }
}

choices! {
    /// The currency the registered capital is stated in.
    Currency {
        /// 人民币
        Cny = "CNY", "companies-currency-cny";
        /// 美元
        Usd = "USD", "companies-currency-usd";
        /// 港元
        Hkd = "HKD", "companies-currency-hkd";
        /// 欧元
        Eur = "EUR", "companies-currency-eur";
        /// 新台币
        Twd = "TWD", "companies-currency-twd";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sections_run_from_a_to_t() {
        let codes: String = Industry::ALL.iter().map(|i| i.as_str()).collect();
        assert_eq!(codes, "ABCDEFGHIJKLMNOPQRST");
    }

    #[test]
    fn every_choice_is_found_by_its_code_and_none_by_another() {
        assert!(
            LegalForm::ALL
                .iter()
                .all(|f| LegalForm::parse(f.as_str()) == Some(*f))
        );
        assert!(
            StaffBand::ALL
                .iter()
                .all(|f| StaffBand::parse(f.as_str()) == Some(*f))
        );
        assert!(
            RevenueBand::ALL
                .iter()
                .all(|f| RevenueBand::parse(f.as_str()) == Some(*f))
        );
        assert!(
            Currency::ALL
                .iter()
                .all(|f| Currency::parse(f.as_str()) == Some(*f))
        );
        assert_eq!(Industry::parse("a"), None);
    }
}
