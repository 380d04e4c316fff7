//! Where the chamber's settings are kept: each under its own key.

use super::rules::{CharterInForce, Ranks, Routes, TimeLimits};
use crate::platform::settings::Setting;

impl Setting for Ranks {
    const KEY: &'static str = "ranks";
}

impl Setting for Routes {
    const KEY: &'static str = "routes";
}

impl Setting for TimeLimits {
    const KEY: &'static str = "time_limits";
}

impl Setting for CharterInForce {
    const KEY: &'static str = "charter";
}
