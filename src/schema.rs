//! The tables, as Diesel sees them. Kept by hand beside `migrations/`: the same plain
//! types on both databases (text, whole numbers, booleans, moments in UTC, days).
#![allow(missing_docs, reason = "the migrations say what each table is for")]

diesel::table! {
    settings (key) {
        key -> Text,
        value -> Text,
        version -> BigInt,
        changed_at -> Timestamp,
    }
}

diesel::table! {
    audit (seq) {
        seq -> BigInt,
        at -> Timestamp,
        actor_id -> Nullable<Text>,
        actor_name -> Text,
        acting_as -> Text,
        act -> Text,
        subject_kind -> Text,
        subject_id -> Text,
        before_json -> Nullable<Text>,
        after_json -> Nullable<Text>,
        reason -> Nullable<Text>,
        ip -> Text,
        request_id -> Text,
        prev_hash -> Text,
        hash -> Text,
    }
}

diesel::table! {
    jobs (id) {
        id -> Text,
        kind -> Text,
        key -> Text,
        payload -> Text,
        state -> Text,
        run_at -> Timestamp,
        attempts -> Integer,
        leased_by -> Nullable<Text>,
        leased_until -> Nullable<Timestamp>,
        last_error -> Nullable<Text>,
        created_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    runs (id) {
        id -> Text,
        kind -> Text,
        subject -> Text,
        state -> Text,
        asked -> Text,
        cursor -> BigInt,
        total -> BigInt,
        seen -> BigInt,
        done -> BigInt,
        report -> Text,
        by_id -> Nullable<Text>,
        by_name -> Text,
        created_at -> Timestamp,
        moved_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    run_left_out (run_id, place) {
        run_id -> Text,
        place -> BigInt,
        about -> Text,
        why -> Text,
    }
}

diesel::table! {
    mails (id) {
        id -> Text,
        key -> Text,
        kind -> Text,
        to_address -> Text,
        to_name -> Text,
        lang -> Text,
        subject -> Text,
        text_body -> Text,
        html_body -> Text,
        attachments -> Text,
        subject_kind -> Text,
        subject_id -> Text,
        state -> Text,
        attempts -> Integer,
        last_error -> Nullable<Text>,
        created_at -> Timestamp,
        sent_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    editions (topic) {
        topic -> Text,
        number -> BigInt,
    }
}

diesel::table! {
    once (digest) {
        digest -> Text,
        place -> Text,
        told -> Text,
        at -> Timestamp,
        page -> Text,
    }
}

diesel::table! {
    limits (bucket) {
        bucket -> Text,
        window_start -> Timestamp,
        hits -> BigInt,
    }
}

diesel::table! {
    files (id) {
        id -> Text,
        sha256 -> Text,
        name -> Text,
        media_type -> Text,
        bytes -> BigInt,
        subject_kind -> Text,
        subject_id -> Text,
        uploaded_by -> Nullable<Text>,
        taken_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        shown_sha256 -> Nullable<Text>,
        thumb_sha256 -> Nullable<Text>,
    }
}

diesel::table! {
    counters (name) {
        name -> Text,
        last -> BigInt,
    }
}

diesel::table! {
    people (id) {
        id -> Text,
        email -> Text,
        name -> Text,
        name_key -> Text,
        search -> Text,
        lang -> Nullable<Text>,
        theme -> Text,
        password_hash -> Nullable<Text>,
        totp_secret -> Nullable<Text>,
        totp_last_step -> Nullable<BigInt>,
        confirmed_at -> Nullable<Timestamp>,
        disabled_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    person_roles (person_id, role) {
        person_id -> Text,
        role -> Text,
        granted_at -> Timestamp,
        granted_by -> Nullable<Text>,
    }
}

diesel::table! {
    sessions (id) {
        id -> Text,
        token_hash -> Text,
        person_id -> Text,
        second_factor -> Bool,
        ip -> Text,
        agent -> Text,
        created_at -> Timestamp,
        last_seen_at -> Timestamp,
        expires_at -> Timestamp,
        proved_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    early_drafts (browser) {
        browser -> Text,
        email -> Text,
        name -> Text,
        next -> Text,
        answers -> Text,
        changed_at -> Timestamp,
        person_id -> Nullable<Text>,
    }
}

diesel::table! {
    tokens (id) {
        id -> Text,
        kind -> Text,
        token_hash -> Text,
        person_id -> Nullable<Text>,
        email -> Text,
        data -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
        sent_by -> Nullable<Text>,
    }
}

diesel::table! {
    recovery_codes (person_id, code_hash) {
        person_id -> Text,
        code_hash -> Text,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    company_people (company_id, person_id) {
        company_id -> Text,
        person_id -> Text,
        post -> Text,
        owner -> Bool,
        can_submit -> Bool,
        can_sign -> Bool,
        can_pay -> Bool,
        can_register -> Bool,
        since -> Timestamp,
    }
}

diesel::table! {
    ballots (id) {
        id -> Text,
        subject_kind -> Text,
        subject_id -> Text,
        round -> Integer,
        title -> Text,
        rule -> Text,
        authorised -> BigInt,
        chair_seat -> Nullable<Text>,
        pack_hash -> Text,
        method -> Text,
        secrecy -> Text,
        opens_at -> Timestamp,
        closes_at -> Timestamp,
        opened_by -> Nullable<Text>,
        opened_at -> Timestamp,
        closed_at -> Nullable<Timestamp>,
        annulled_at -> Nullable<Timestamp>,
        annulled_by -> Nullable<Text>,
        annulled_why -> Nullable<Text>,
    }
}

diesel::table! {
    ballot_seats (ballot_id, seat) {
        ballot_id -> Text,
        seat -> Text,
        place -> Integer,
        label -> Text,
        person_id -> Text,
        pack_opened_at -> Nullable<Timestamp>,
        recused_at -> Nullable<Timestamp>,
        recused_as -> Nullable<Text>,
        recused_by -> Nullable<Text>,
        recused_why -> Nullable<Text>,
    }
}

diesel::table! {
    ballot_votes (id) {
        id -> Text,
        ballot_id -> Text,
        seat -> Text,
        version -> Integer,
        choice -> Text,
        comment -> Nullable<Text>,
        person_id -> Text,
        cast_at -> Timestamp,
        salt -> Text,
        digest -> Text,
    }
}

diesel::table! {
    ballot_results (ballot_id, seq) {
        ballot_id -> Text,
        seq -> Integer,
        rule -> Text,
        rolls -> Text,
        counts -> Text,
        chair -> Nullable<Text>,
        outcome -> Text,
        arithmetic -> Text,
        pack_hash -> Text,
        counted_at -> Timestamp,
        counted_by -> Nullable<Text>,
    }
}

diesel::table! {
    companies (id) {
        id -> Text,
        name -> Text,
        name_en -> Text,
        name_key -> Text,
        search -> Text,
        credit_code -> Nullable<Text>,
        legal_form -> Text,
        founded_on -> Nullable<Date>,
        capital_fen -> BigInt,
        currency -> Text,
        industry -> Text,
        staff -> Text,
        revenue -> Text,
        address -> Text,
        website -> Text,
        introduction -> Text,
        created_at -> Timestamp,
        changed_at -> Timestamp,
        bare -> Text,
        bare_en -> Text,
    }
}

diesel::table! {
    cases (id) {
        id -> Text,
        number -> Nullable<Text>,
        company_id -> Nullable<Text>,
        opened_by -> Text,
        previous_id -> Nullable<Text>,
        company_name -> Text,
        name_key -> Text,
        search -> Text,
        rank -> Text,
        stage -> Text,
        waits_on -> Text,
        due_at -> Timestamp,
        lapses_at -> Timestamp,
        lapses_to -> Text,
        sent_at -> Timestamp,
        opened_at -> Timestamp,
        changed_at -> Timestamp,
        events -> Integer,
        nudged -> Integer,
        untold -> Bool,
    }
}

diesel::table! {
    case_events (case_id, seq) {
        case_id -> Text,
        seq -> Integer,
        at -> Timestamp,
        kind -> Text,
        event -> Text,
        side -> Text,
        person_id -> Nullable<Text>,
        person_name -> Text,
        reason -> Text,
        detail -> Text,
    }
}

diesel::table! {
    case_drafts (case_id) {
        case_id -> Text,
        answers -> Text,
        version -> BigInt,
        changed_at -> Timestamp,
        changed_by -> Text,
    }
}

diesel::table! {
    case_recommenders (case_id, place) {
        case_id -> Text,
        place -> Integer,
        named -> Text,
        company_id -> Nullable<Text>,
        email -> Text,
        since -> Timestamp,
        held_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    case_revisions (case_id, number) {
        case_id -> Text,
        number -> Integer,
        sent_at -> Timestamp,
        sent_by -> Text,
        answers -> Text,
        papers -> Text,
        quoted -> Text,
    }
}

diesel::table! {
    case_papers (id) {
        id -> Text,
        case_id -> Text,
        kind -> Text,
        file_id -> Text,
        name -> Text,
        sha256 -> Text,
        bytes -> BigInt,
        added_at -> Timestamp,
        added_by -> Text,
        removed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    case_people (id) {
        id -> Text,
        case_id -> Text,
        duty -> Text,
        name -> Text,
        email -> Text,
        state -> Text,
        post -> Text,
        reason -> Text,
        person_id -> Nullable<Text>,
        invitation_id -> Nullable<Text>,
        invited_at -> Timestamp,
        invited_by -> Text,
        answered_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    case_authorities (id) {
        id -> Text,
        case_id -> Text,
        person_id -> Text,
        valid_until -> Date,
        file_id -> Text,
        sha256 -> Text,
        state -> Text,
        filed_at -> Timestamp,
        filed_by -> Text,
        decided_at -> Nullable<Timestamp>,
        decided_by -> Nullable<Text>,
        reason -> Text,
    }
}

diesel::table! {
    consents (id) {
        id -> Text,
        company_id -> Nullable<Text>,
        case_id -> Nullable<Text>,
        person_id -> Nullable<Text>,
        contact_id -> Nullable<Text>,
        name -> Text,
        purpose -> Text,
        text_version -> Text,
        given_at -> Timestamp,
        noted_by -> Text,
        withdrawn_at -> Nullable<Timestamp>,
        withdrawn_by -> Nullable<Text>,
    }
}

diesel::table! {
    contacts (id) {
        id -> Text,
        company_id -> Text,
        name -> Text,
        post -> Text,
        phone -> Text,
        tel -> Text,
        email -> Text,
        wechat -> Text,
        abouts -> Text,
        way -> Text,
        search -> Text,
        created_at -> Timestamp,
        changed_at -> Timestamp,
    }
}

diesel::table! {
    contact_calls (id) {
        id -> Text,
        company_id -> Text,
        with_name -> Text,
        held_on -> Date,
        said -> Text,
        follow_up -> Nullable<Date>,
        by_name -> Text,
        written_at -> Timestamp,
    }
}

diesel::table! {
    case_marks (case_id, revision, requirement) {
        case_id -> Text,
        revision -> Integer,
        requirement -> Text,
        fine -> Bool,
        reason -> Text,
        marked_at -> Timestamp,
        marked_by -> Text,
    }
}

diesel::table! {
    case_corrections (case_id, number) {
        case_id -> Text,
        number -> Integer,
        revision -> Integer,
        made_at -> Timestamp,
        made_by -> Text,
        answer_by -> Timestamp,
        items -> Text,
        answered_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    charters (id) {
        id -> Text,
        version -> Text,
        title -> Text,
        adopted_on -> Date,
        file_id -> Nullable<Text>,
        body -> Text,
        published_at -> Timestamp,
        published_by -> Text,
    }
}

diesel::table! {
    criteria_versions (id) {
        id -> Text,
        purpose -> Text,
        number -> Integer,
        content -> Text,
        changes -> Text,
        published_at -> Timestamp,
        published_by -> Text,
    }
}

diesel::table! {
    paper_texts (id) {
        id -> Text,
        kind -> Text,
        number -> Integer,
        content -> Text,
        changes -> Text,
        published_at -> Timestamp,
        published_by -> Text,
    }
}

diesel::table! {
    certificates (id) {
        id -> Text,
        membership_id -> Text,
        number -> Text,
        rank -> Text,
        company -> Text,
        lang -> Text,
        text_id -> Text,
        file_id -> Text,
        issued_at -> Timestamp,
        issued_by -> Text,
        withdrawn_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    council_seats (id) {
        id -> Text,
        organ -> Text,
        number -> Integer,
        label -> Text,
        chair -> Bool,
        added_at -> Timestamp,
        closed_on -> Nullable<Date>,
    }
}

diesel::table! {
    council_holders (id) {
        id -> Text,
        seat_id -> Text,
        company_id -> Nullable<Text>,
        company_name -> Text,
        person_id -> Text,
        person_name -> Text,
        from_day -> Date,
        until_day -> Nullable<Date>,
        notice -> Text,
        recorded_at -> Timestamp,
        ended_why -> Text,
    }
}

diesel::table! {
    memberships (id) {
        id -> Text,
        company_id -> Text,
        case_id -> Nullable<Text>,
        number -> Text,
        seq -> BigInt,
        rank -> Text,
        joined_on -> Date,
        joined_year -> Integer,
        ended_on -> Nullable<Date>,
        ended_year -> Nullable<Integer>,
        ended_why -> Text,
        published -> Bool,
        created_at -> Timestamp,
        name_key -> Text,
        search -> Text,
        industry -> Text,
        company_changed_at -> Timestamp,
        first_due -> Nullable<Date>,
        covered_until -> Nullable<Date>,
        suspended_from -> Nullable<Date>,
        suspended_until -> Nullable<Date>,
        ended_how -> Text,
    }
}

diesel::table! {
    reviews (case_id) {
        case_id -> Text,
        criteria_id -> Text,
        opened_at -> Timestamp,
        opened_by -> Text,
        concluded_at -> Nullable<Timestamp>,
        concluded_by -> Nullable<Text>,
        verdict -> Text,
    }
}

diesel::table! {
    review_assignments (id) {
        id -> Text,
        case_id -> Text,
        reviewer_id -> Text,
        assigned_at -> Timestamp,
        assigned_by -> Text,
        due_at -> Timestamp,
        declared_at -> Nullable<Timestamp>,
        conflict -> Nullable<Text>,
        released_at -> Nullable<Timestamp>,
        release_reason -> Nullable<Text>,
        saved_at -> Nullable<Timestamp>,
        sheet -> Text,
        submitted_at -> Nullable<Timestamp>,
        reopen_reason -> Nullable<Text>,
        nudged -> Integer,
    }
}

diesel::table! {
    review_submissions (assignment_id, round) {
        assignment_id -> Text,
        round -> Integer,
        submitted_at -> Timestamp,
        sheet -> Text,
        reopened_at -> Nullable<Timestamp>,
        reopened_by -> Nullable<Text>,
        reopen_reason -> Nullable<Text>,
    }
}

diesel::table! {
    visits (id) {
        id -> Text,
        case_id -> Text,
        number -> Integer,
        criteria_id -> Text,
        purpose -> Text,
        address -> Text,
        starts_at -> Timestamp,
        ends_at -> Timestamp,
        host_name -> Text,
        host_phone -> Text,
        host_email -> Text,
        sequence -> Integer,
        planned_at -> Timestamp,
        planned_by -> Text,
        cancelled_at -> Nullable<Timestamp>,
        cancel_reason -> Nullable<Text>,
        frozen_at -> Nullable<Timestamp>,
        frozen_by -> Nullable<Text>,
        record -> Nullable<Text>,
        hash -> Nullable<Text>,
        done_at -> Nullable<Timestamp>,
        done_without -> Nullable<Text>,
        nudged -> Integer,
    }
}

diesel::table! {
    visit_visitors (visit_id, person_id) {
        visit_id -> Text,
        person_id -> Text,
        leads -> Bool,
        role -> Text,
        added_at -> Timestamp,
        declared_at -> Nullable<Timestamp>,
        conflict -> Nullable<Text>,
        released_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    visit_cards (visit_id, card) {
        visit_id -> Text,
        card -> Text,
        body -> Text,
        version -> BigInt,
        changed_at -> Timestamp,
        changed_by -> Text,
        writers -> Text,
    }
}

diesel::table! {
    visit_photos (id) {
        id -> Text,
        visit_id -> Text,
        upload -> Text,
        file_id -> Text,
        sha256 -> Text,
        caption -> Text,
        criterion -> Text,
        taken_at -> Nullable<Timestamp>,
        uploaded_at -> Timestamp,
        uploaded_by -> Text,
        removed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    visit_signatures (visit_id, person_id) {
        visit_id -> Text,
        person_id -> Text,
        name -> Text,
        hash -> Text,
        signed_at -> Timestamp,
        ip -> Text,
        agent -> Text,
        session -> Text,
    }
}

diesel::table! {
    visit_addenda (id) {
        id -> Text,
        visit_id -> Text,
        person_id -> Text,
        name -> Text,
        company -> Bool,
        body -> Text,
        added_at -> Timestamp,
    }
}

diesel::joinable!(council_holders -> council_seats (seat_id));
diesel::joinable!(memberships -> companies (company_id));
diesel::joinable!(member_periods -> memberships (membership_id));
diesel::joinable!(invoices -> memberships (membership_id));
diesel::table! {
    ballot_sittings (id) {
        id -> Text,
        closes_at -> Timestamp,
        opened_at -> Timestamp,
        opened_by -> Text,
    }
}

diesel::table! {
    ballot_ties (ballot_id, person_id) {
        ballot_id -> Text,
        person_id -> Text,
        since -> Timestamp,
    }
}

diesel::table! {
    ballot_packs (ballot_id) {
        ballot_id -> Text,
        sitting_id -> Text,
        sha256 -> Text,
        body -> Text,
        made_at -> Timestamp,
    }
}

diesel::table! {
    ballot_reasons (ballot_id) {
        ballot_id -> Text,
        case_id -> Text,
        reasons -> Text,
        message -> Text,
        told_at -> Timestamp,
        told_by -> Text,
    }
}

diesel::table! {
    seal_keys (id) {
        id -> Text,
        role -> Text,
        origin -> Text,
        name -> Text,
        chain -> Text,
        secret -> Text,
        expires_at -> Timestamp,
        made_at -> Timestamp,
        made_by -> Nullable<Text>,
        retired_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    agreements (id) {
        id -> Text,
        case_id -> Text,
        body -> Text,
        sha256 -> Text,
        template -> Text,
        signatory_id -> Text,
        sign_by -> Timestamp,
        made_at -> Timestamp,
        made_by -> Text,
        paper_id -> Nullable<Text>,
        terms_sha256 -> Nullable<Text>,
        seal_state -> Text,
        seal_tries -> Integer,
        seal_since -> Nullable<Timestamp>,
        seal_trouble -> Text,
        sealed_id -> Nullable<Text>,
        sealed_sha256 -> Nullable<Text>,
        sealed_at -> Nullable<Timestamp>,
        by_power -> Bool,
    }
}

diesel::table! {
    agreement_earlier (agreement_id, sha256) {
        agreement_id -> Text,
        sha256 -> Text,
        body -> Text,
        terms_sha256 -> Nullable<Text>,
        paper_id -> Nullable<Text>,
        made_at -> Timestamp,
        made_by -> Text,
        replaced_at -> Timestamp,
    }
}

diesel::table! {
    agreement_evidence (agreement_id, seq) {
        agreement_id -> Text,
        seq -> Integer,
        at -> Timestamp,
        what -> Text,
        side -> Text,
        person_id -> Nullable<Text>,
        person_name -> Text,
        detail -> Text,
        ip -> Text,
        agent -> Text,
        session -> Text,
        document -> Text,
        prev_hash -> Text,
        hash -> Text,
        drawn -> Text,
    }
}

diesel::table! {
    agreement_codes (agreement_id, person_id) {
        agreement_id -> Text,
        person_id -> Text,
        salt -> Text,
        hash -> Text,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    member_periods (id) {
        id -> Text,
        membership_id -> Text,
        rank -> Text,
        first_day -> Date,
        last_day -> Date,
        settled_on -> Nullable<Date>,
        carried_until -> Nullable<Date>,
        cancelled_on -> Nullable<Date>,
        live -> Nullable<Text>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    member_events (id) {
        id -> Text,
        membership_id -> Text,
        kind -> Text,
        from_day -> Date,
        until_day -> Nullable<Date>,
        detail -> Text,
        why -> Text,
        by_name -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    dues_standards (id) {
        id -> Text,
        name -> Text,
        resolution -> Text,
        adopted_on -> Date,
        valid_from -> Date,
        joining_fee -> BigInt,
        by_name -> Text,
        created_at -> Timestamp,
        organ -> Text,
        paper_id -> Nullable<Text>,
    }
}

diesel::table! {
    dues_levels (standard_id, rank) {
        standard_id -> Text,
        rank -> Text,
        fee -> BigInt,
    }
}

diesel::table! {
    invoices (id) {
        id -> Text,
        number -> Text,
        seq -> BigInt,
        kind -> Text,
        company_id -> Text,
        membership_id -> Nullable<Text>,
        period_id -> Nullable<Text>,
        standard_id -> Nullable<Text>,
        run_id -> Nullable<Text>,
        bill_to -> Text,
        rank -> Text,
        first_day -> Nullable<Date>,
        last_day -> Nullable<Date>,
        issued_on -> Date,
        due_on -> Date,
        next_due -> Date,
        total -> BigInt,
        credited -> BigInt,
        written_off -> BigInt,
        paid -> BigInt,
        open -> BigInt,
        settled_on -> Nullable<Date>,
        reference -> Text,
        search -> Text,
        created_at -> Timestamp,
        reminded -> Integer,
    }
}

diesel::table! {
    invoice_lines (invoice_id, place) {
        invoice_id -> Text,
        place -> Integer,
        what -> Text,
        amount -> BigInt,
    }
}

diesel::table! {
    instalments (invoice_id, place) {
        invoice_id -> Text,
        place -> Integer,
        due_on -> Date,
        amount -> BigInt,
    }
}

diesel::table! {
    credit_notes (id) {
        id -> Text,
        number -> Text,
        invoice_id -> Text,
        kind -> Text,
        amount -> BigInt,
        why -> Text,
        by_name -> Text,
        issued_on -> Date,
        created_at -> Timestamp,
    }
}

diesel::table! {
    dues_requests (id) {
        id -> Text,
        invoice_id -> Text,
        what -> Text,
        why -> Text,
        asked_by -> Text,
        asked_name -> Text,
        asked_at -> Timestamp,
        outcome -> Text,
        decided_name -> Text,
        decided_at -> Nullable<Timestamp>,
        decided_why -> Text,
    }
}

diesel::table! {
    payments (id) {
        id -> Text,
        key -> Text,
        receipt -> Text,
        company_id -> Text,
        method -> Text,
        amount -> BigInt,
        received_on -> Date,
        payer -> Text,
        payer_account -> Text,
        note -> Text,
        reverses -> Nullable<Text>,
        search -> Text,
        by_name -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    prepaid_lots (id) {
        id -> Text,
        company_id -> Text,
        kind -> Text,
        payment_id -> Nullable<Text>,
        amount -> BigInt,
        remaining -> BigInt,
        expires_on -> Nullable<Date>,
        note -> Text,
        on_day -> Date,
        created_at -> Timestamp,
        period_id -> Nullable<Text>,
    }
}

diesel::table! {
    lot_uses (id) {
        id -> Text,
        lot_id -> Text,
        kind -> Text,
        invoice_id -> Nullable<Text>,
        amount -> BigInt,
        note -> Text,
        on_day -> Date,
        created_at -> Timestamp,
        method -> Text,
    }
}

diesel::table! {
    bookings (seq) {
        seq -> BigInt,
        on_day -> Date,
        kind -> Text,
        about_kind -> Text,
        about_id -> Text,
        by_name -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    entries (booking_seq, place) {
        booking_seq -> BigInt,
        place -> Integer,
        account -> Text,
        amount -> BigInt,
        on_day -> Date,
        company_id -> Nullable<Text>,
    }
}

diesel::table! {
    closed_years (year) {
        year -> Integer,
        booking_seq -> BigInt,
        surplus -> BigInt,
        by_name -> Text,
        closed_at -> Timestamp,
    }
}

diesel::table! {
    fiscal_receipts (id) {
        id -> Text,
        number -> Text,
        batch -> Text,
        payment_id -> Nullable<Text>,
        company_id -> Nullable<Text>,
        amount -> BigInt,
        issued_on -> Date,
        voided_on -> Nullable<Date>,
        void_why -> Text,
        file_id -> Nullable<Text>,
        by_name -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    tax_titles (company_id) {
        company_id -> Text,
        kind -> Text,
        title -> Text,
        tax_number -> Text,
        address -> Text,
        phone -> Text,
        bank -> Text,
        account -> Text,
        email -> Text,
        changed_at -> Timestamp,
    }
}

diesel::table! {
    payment_slips (id) {
        id -> Text,
        invoice_id -> Text,
        file_id -> Text,
        amount -> BigInt,
        paid_on -> Date,
        note -> Text,
        by_name -> Text,
        created_at -> Timestamp,
        handled_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    bank_statements (id) {
        id -> Text,
        name -> Text,
        sha256 -> Nullable<Text>,
        format -> Text,
        content -> Text,
        mapping -> Text,
        account -> Text,
        state -> Text,
        by_name -> Text,
        created_at -> Timestamp,
        imported_at -> Nullable<Timestamp>,
        file_id -> Nullable<Text>,
    }
}

diesel::table! {
    bank_lines (id) {
        id -> Text,
        statement_id -> Text,
        place -> Integer,
        key -> Nullable<Text>,
        on_day -> Date,
        amount -> BigInt,
        payer -> Text,
        payer_account -> Text,
        purpose -> Text,
        state -> Text,
        why -> Text,
        round -> Integer,
        serial -> Nullable<Text>,
        balance -> Nullable<BigInt>,
        account -> Text,
        what -> Text,
        run_id -> Nullable<Text>,
        refs -> Text,
        takes_back -> Nullable<Text>,
        clock -> Nullable<Integer>,
        payment_id -> Nullable<Text>,
    }
}

diesel::table! {
    reminders (invoice_id, due_on, step) {
        invoice_id -> Text,
        due_on -> Date,
        step -> Integer,
        company_id -> Text,
        sent_on -> Date,
        created_at -> Timestamp,
    }
}

diesel::table! {
    payment_attempts (id) {
        id -> Text,
        provider -> Text,
        invoice_id -> Text,
        amount -> BigInt,
        state -> Text,
        reference -> Text,
        url -> Text,
        detail -> Text,
        by_name -> Text,
        created_at -> Timestamp,
        asked_at -> Timestamp,
    }
}

diesel::table! {
    provider_inbox (provider, event_id) {
        provider -> Text,
        event_id -> Text,
        body -> Text,
        state -> Text,
        received_at -> Timestamp,
        handled_at -> Nullable<Timestamp>,
    }
}

diesel::joinable!(ballot_packs -> ballots (ballot_id));
diesel::joinable!(ballot_seats -> ballots (ballot_id));

diesel::joinable!(company_people -> people (person_id));
diesel::joinable!(person_roles -> people (person_id));
diesel::joinable!(sessions -> people (person_id));

// Only tables that meet in a query: each pair of a group is compiled.
diesel::allow_tables_to_appear_in_same_query!(
    agreements,
    case_events,
    cases,
    companies,
    company_people,
    people,
    review_assignments,
    visit_visitors,
    visits,
);
diesel::allow_tables_to_appear_in_same_query!(
    ballot_packs,
    ballot_results,
    ballot_seats,
    ballot_votes,
    ballots,
);
diesel::allow_tables_to_appear_in_same_query!(companies, memberships);
diesel::allow_tables_to_appear_in_same_query!(companies, contacts);
diesel::allow_tables_to_appear_in_same_query!(contacts, memberships);
diesel::allow_tables_to_appear_in_same_query!(agreement_evidence, agreements);
diesel::allow_tables_to_appear_in_same_query!(ballots, cases);
diesel::allow_tables_to_appear_in_same_query!(ballots, companies);
diesel::allow_tables_to_appear_in_same_query!(ballots, expulsion_motions);
diesel::allow_tables_to_appear_in_same_query!(ballots, motions);
diesel::allow_tables_to_appear_in_same_query!(bookings, entries);
diesel::allow_tables_to_appear_in_same_query!(bookings, invoices);
diesel::allow_tables_to_appear_in_same_query!(case_authorities, people);
diesel::allow_tables_to_appear_in_same_query!(case_recommenders, company_people);
diesel::allow_tables_to_appear_in_same_query!(case_recommenders, people);
diesel::allow_tables_to_appear_in_same_query!(certificates, memberships);
diesel::allow_tables_to_appear_in_same_query!(companies, expulsion_motions);
diesel::allow_tables_to_appear_in_same_query!(member_periods, memberships);
diesel::allow_tables_to_appear_in_same_query!(council_holders, council_seats);
diesel::allow_tables_to_appear_in_same_query!(people, person_roles);
diesel::allow_tables_to_appear_in_same_query!(people, sessions);
diesel::allow_tables_to_appear_in_same_query!(invoices, reminders);
diesel::allow_tables_to_appear_in_same_query!(invoices, memberships);

diesel::table! {
    member_imports (id) {
        id -> Text,
        name -> Text,
        content -> Text,
        mapping -> Text,
        state -> Text,
        by_name -> Text,
        created_at -> Timestamp,
        imported_at -> Nullable<Timestamp>,
        added -> Integer,
        file_id -> Nullable<Text>,
    }
}

diesel::table! {
    member_import_rows (import_id, place) {
        import_id -> Text,
        place -> Integer,
        membership_id -> Text,
        company_id -> Text,
        new_company -> Bool,
        facts -> Text,
        made_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    saved_views (id) {
        id -> Text,
        list -> Text,
        name -> Text,
        query -> Text,
        owner_id -> Text,
        owner_name -> Text,
        shared -> Bool,
        created_at -> Timestamp,
    }
}

diesel::table! {
    expulsion_motions (id) {
        id -> Text,
        number -> Text,
        membership_id -> Text,
        company_id -> Text,
        company_name -> Text,
        organ -> Text,
        grounds -> Text,
        brought_by -> Text,
        brought_name -> Text,
        brought_at -> Timestamp,
        heard_until -> Timestamp,
        answer -> Nullable<Text>,
        answered_by -> Nullable<Text>,
        answered_name -> Nullable<Text>,
        answered_at -> Nullable<Timestamp>,
        running -> Nullable<Text>,
        ended_how -> Nullable<Text>,
        ended_at -> Nullable<Timestamp>,
        ended_name -> Nullable<Text>,
        ended_why -> Nullable<Text>,
    }
}

diesel::table! {
    motions (id) {
        id -> Text,
        number -> Text,
        title -> Text,
        body -> Text,
        organ -> Text,
        brought_name -> Text,
        brought_at -> Timestamp,
        outcome -> Nullable<Text>,
        decided_at -> Nullable<Timestamp>,
        withdrawn_at -> Nullable<Timestamp>,
        withdrawn_name -> Nullable<Text>,
        withdrawn_why -> Nullable<Text>,
        search -> Text,
    }
}
