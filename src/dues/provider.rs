//! The interface to payment providers, and the one to Stripe Checkout. A provider is asked to collect
//! under a key of ours, tells by a signed notice how it went, and can be asked again whenever nobody
//! is sure. `docs/payments.md` says how WeChat Pay and Alipay fit the same four questions.

use futures_util::future::BoxFuture;

use super::rules::online::{
    Ask, INVOICE, Notice, Rejected, Session, Told, read_stripe, verify_stripe,
};
use crate::kernel::Moment;
use crate::platform::config::Config;
use crate::platform::tls;

/// A payment that was begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// The provider's id of it.
    pub reference: String,
    /// Where the payer goes.
    pub url: String,
}

/// Nobody knows how it went: the line broke, or the answer made no sense. To be asked again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unsure(pub String);

/// Somebody who collects money.
pub trait Provider: Send + Sync {
    /// Its name in addresses and keys.
    fn name(&self) -> &'static str;

    /// Begins a payment. Asked again with the same key it gives the same one.
    fn begin<'a>(&'a self, ask: &'a Ask) -> BoxFuture<'a, Result<Begun, Unsure>>;

    /// How a payment stands.
    fn look<'a>(&'a self, reference: &'a str) -> BoxFuture<'a, Result<Told, Unsure>>;

    /// Reads a notice, if it is really the provider's: `header` gives a header by its name, `body` is
    /// what came, byte for byte.
    ///
    /// # Errors
    /// Says why it isn't believed.
    fn notice(
        &self,
        header: &dyn Fn(&str) -> Option<String>,
        body: &[u8],
        now: Moment,
    ) -> Result<Notice, Rejected>;
}

/// The provider with this name, if the configuration has what it needs; with no name, the one there
/// is.
#[must_use]
pub fn configured(config: &Config, name: Option<&str>) -> Option<Box<dyn Provider>> {
    let (key, secret) = config
        .stripe_key
        .clone()
        .zip(config.stripe_webhook_secret.clone())?;
    if name.is_some_and(|name| name != "stripe") {
        return None;
    }
    Some(Box::new(Stripe {
        key,
        secret,
        url: config.stripe_url.clone(),
    }))
}

/// Stripe Checkout.
struct Stripe {
    key: String,
    secret: String,
    url: String,
}

impl Stripe {
    async fn ask(&self, request: reqwest::RequestBuilder) -> Result<Session, Unsure> {
        let unsure = |e: reqwest::Error| Unsure(e.without_url().to_string());
        let answer = request
            .bearer_auth(&self.key)
            .send()
            .await
            .map_err(unsure)?;
        let status = answer.status();
        let bytes = answer.bytes().await.map_err(unsure)?;
        if !status.is_success() {
            return Err(Unsure(format!("the provider answers {status}")));
        }
        serde_json::from_slice(&bytes).map_err(|e| Unsure(format!("the provider's answer: {e}")))
    }

    fn client() -> Result<reqwest::Client, Unsure> {
        tls::install();
        reqwest::Client::builder()
            .timeout(std::time::Duration::from_secs(20))
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|e| Unsure(e.to_string()))
    }
}

impl Provider for Stripe {
    fn name(&self) -> &'static str {
        "stripe"
    }

    fn begin<'a>(&'a self, ask: &'a Ask) -> BoxFuture<'a, Result<Begun, Unsure>> {
        Box::pin(async move {
            let (currency, amount) = (ask.currency.to_lowercase(), ask.amount.0.to_string());
            let along = format!("metadata[{INVOICE}]");
            let form = [
                ("mode", "payment"),
                (along.as_str(), ask.invoice.as_str()),
                ("client_reference_id", ask.id.as_str()),
                ("line_items[0][quantity]", "1"),
                ("line_items[0][price_data][currency]", &currency),
                ("line_items[0][price_data][unit_amount]", &amount),
                ("line_items[0][price_data][product_data][name]", &ask.what),
                ("success_url", &ask.back),
                ("cancel_url", &ask.back),
            ];
            let body = form_urlencoded::Serializer::new(String::new())
                .extend_pairs(form)
                .finish();
            let request = Self::client()?
                .post(format!("{}/v1/checkout/sessions", self.url))
                .header("content-type", "application/x-www-form-urlencoded")
                // The same key gives the same session, however often it is asked.
                .header("Idempotency-Key", ask.id.as_str())
                .body(body);
            let session = self.ask(request).await?;
            let url = session.url.filter(|url| url.starts_with("http"));
            let url = url.ok_or_else(|| Unsure("the provider names no page to pay at".into()))?;
            Ok(Begun {
                reference: session.id,
                url,
            })
        })
    }

    fn look<'a>(&'a self, reference: &'a str) -> BoxFuture<'a, Result<Told, Unsure>> {
        Box::pin(async move {
            let url = format!("{}/v1/checkout/sessions/{reference}", self.url);
            Ok(self.ask(Self::client()?.get(url)).await?.told())
        })
    }

    fn notice(
        &self,
        header: &dyn Fn(&str) -> Option<String>,
        body: &[u8],
        now: Moment,
    ) -> Result<Notice, Rejected> {
        let signature = header("stripe-signature").ok_or(Rejected::Unsigned)?;
        verify_stripe(&signature, body, &self.secret, now)?;
        read_stripe(body)
    }
}
