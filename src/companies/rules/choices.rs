//! The lists a company describes itself with: legal form, industry, staff, revenue, currency.

use crate::words;

words! {
    /// What kind of organisation a company is in law.
    #[derive(Hash)]
    pub enum LegalForm: key "companies-form-" {
        /// 有限责任公司
        Limited = "limited";
        /// 股份有限公司
        Stock = "stock";
        /// 个人独资企业
        Sole = "sole";
        /// 合伙企业
        Partnership = "partnership";
        /// 国有企业 (全民所有制)
        State = "state";
        /// 外商投资企业
        Foreign = "foreign";
        /// 分公司
        Branch = "branch";
        /// 个体工商户
        Household = "household";
        /// 农民专业合作社
        Cooperative = "cooperative";
        /// 社会组织、事业单位
        Institution = "institution";
    }
}

words! {
    /// Sections of the classification of economic activities, GB/T 4754-2017.
    #[derive(Hash)]
    pub enum Industry: key "companies-industry-" {
        /// 农、林、牧、渔业
        A = "A";
        /// 采矿业
        B = "B";
        /// 制造业
        C = "C";
        /// 电力、热力、燃气及水生产和供应业
        D = "D";
        /// 建筑业
        E = "E";
        /// 批发和零售业
        F = "F";
        /// 交通运输、仓储和邮政业
        G = "G";
        /// 住宿和餐饮业
        H = "H";
        /// 信息传输、软件和信息技术服务业
        I = "I";
        /// 金融业
        J = "J";
        /// 房地产业
        K = "K";
        /// 租赁和商务服务业
        L = "L";
        /// 科学研究和技术服务业
        M = "M";
        /// 水利、环境和公共设施管理业
        N = "N";
        /// 居民服务、修理和其他服务业
        O = "O";
        /// 教育
        P = "P";
        /// 卫生和社会工作
        Q = "Q";
        /// 文化、体育和娱乐业
        R = "R";
        /// 公共管理、社会保障和社会组织
        S = "S";
        /// 国际组织
        T = "T";
    }
}

words! {
    /// How many people work there.
    #[derive(Hash)]
    pub enum StaffBand: key "companies-staff-" {
        /// Fewer than 20.
        Under20 = "u20";
        /// 20 to 99.
        Under100 = "u100";
        /// 100 to 299.
        Under300 = "u300";
        /// 300 to 999.
        Under1000 = "u1000";
        /// 1,000 and more.
        Over1000 = "o1000";
    }
}

words! {
    /// Revenue of the last full year, in ten thousand yuan.
    #[derive(Hash)]
    pub enum RevenueBand: key "companies-revenue-" {
        /// Below 5 million yuan.
        Under500 = "u500";
        /// 5 to 20 million.
        Under2000 = "u2000";
        /// 20 to 100 million.
        Under10000 = "u10000";
        /// 100 to 400 million.
        Under40000 = "u40000";
        /// 400 million to 1 billion.
        Under100000 = "u100000";
        /// 1 billion and more.
        Over100000 = "o100000";
    }
}

words! {
    /// The currency the registered capital is stated in.
    #[derive(Hash)]
    pub enum Currency: key "companies-currency-" {
        /// 人民币
        Cny = "CNY";
        /// 美元
        Usd = "USD";
        /// 港元
        Hkd = "HKD";
        /// 欧元
        Eur = "EUR";
        /// 新台币
        Twd = "TWD";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sections_run_from_a_to_t() {
        let codes: String = Industry::ALL.iter().map(|i| i.word()).collect();
        assert_eq!(codes, "ABCDEFGHIJKLMNOPQRST");
    }
}
