//! The one library that does TLS for outgoing connections: rustls with ring.

/// Chooses it for the whole process. Harmless when called again.
pub fn install() {
    // An error means that it was installed before.
    let _ = rustls::crypto::ring::default_provider().install_default();
}
