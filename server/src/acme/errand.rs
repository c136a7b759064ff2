//! One errand to the authority: account, order, proofs, certificate. Answers the key and the chain as one PEM text.

use anyhow::{Context, bail};
use instant_acme::{
    Account, AccountBuilder, AuthorizationStatus, ChallengeType, Error, Identifier, NewAccount, NewOrder, Order,
    OrderStatus, RetryPolicy,
};

use super::{Cabinet, Proofs};
use crate::config::Acme;

/// What an authority answers when it does not know our account, because it was set up anew.
const NO_SUCH_ACCOUNT: &str = "urn:ietf:params:acme:error:accountDoesNotExist";

/// Fetches a certificate for the names of `acme`.
pub(super) async fn fetch(acme: &Acme, cabinet: &Cabinet, proofs: &Proofs) -> anyhow::Result<String> {
    let names: Vec<_> = acme.domains.iter().cloned().map(Identifier::Dns).collect();
    let order = NewOrder::new(&names);
    let ordered = account(acme, cabinet).await?.new_order(&order).await;
    let mut order = match ordered {
        Err(Error::Api(problem)) if problem.r#type.as_deref() == Some(NO_SUCH_ACCOUNT) => {
            cabinet.forget_account();
            account(acme, cabinet).await?.new_order(&order).await
        }
        ordered => ordered,
    }
    .context("the authority takes no order")?;
    prove(&mut order, proofs).await?;
    let key = order.finalize().await.context("the authority does not finish the order")?;
    let chain = order.poll_certificate(&RetryPolicy::default()).await.context("the authority hands out nothing")?;
    Ok(format!("{key}{chain}"))
}

/// What makes an account at an authority that is trusted.
pub(super) fn builder(acme: &Acme) -> anyhow::Result<AccountBuilder> {
    match &acme.root {
        Some(root) => Account::builder_with_root(root).with_context(|| format!("{} is of no use", root.display())),
        None => Account::builder().context("the system's trusted certificates cannot be read"),
    }
}

/// The account kept, or a new one.
async fn account(acme: &Acme, cabinet: &Cabinet) -> anyhow::Result<Account> {
    let builder = builder(acme)?;
    let unreachable = || format!("the authority at {} cannot be reached", acme.directory);
    if let Some(kept) = cabinet.account()? {
        return builder.from_credentials(kept).await.with_context(unreachable);
    }
    let contact = acme.contact.iter().map(|address| format!("mailto:{address}")).collect::<Vec<_>>();
    let contact: Vec<&str> = contact.iter().map(String::as_str).collect();
    let wish = NewAccount { contact: &contact, terms_of_service_agreed: true, only_return_existing: false };
    let (account, credentials) = builder.create(&wish, acme.directory.clone(), None).await.with_context(unreachable)?;
    cabinet.keep_account(&credentials)?;
    Ok(account)
}

/// Proves every name of the order.
async fn prove(order: &mut Order, proofs: &Proofs) -> anyhow::Result<()> {
    let mut authorizations = order.authorizations();
    while let Some(authorization) = authorizations.next().await {
        let mut authorization = authorization.context("the authority does not say what to prove")?;
        if authorization.status == AuthorizationStatus::Valid {
            continue;
        }
        let challenge = authorization.challenge(ChallengeType::TlsAlpn01);
        let mut challenge = challenge.context("the authority does not offer TLS-ALPN-01")?;
        let name = challenge.identifier().to_string();
        proofs.show(&name, challenge.key_authorization().digest().as_ref())?;
        challenge.set_ready().await.with_context(|| format!("the proof for {name} is not wanted"))?;
    }
    let status =
        order.poll_ready(&RetryPolicy::default()).await.context("the authority does not look at the proofs")?;
    if status != OrderStatus::Ready {
        bail!("the authority did not accept a proof: {}", complaints(order).await);
    }
    Ok(())
}

/// What the authority says about proofs it did not accept.
async fn complaints(order: &mut Order) -> String {
    let mut said = Vec::new();
    let mut authorizations = order.authorizations();
    while let Some(Ok(mut authorization)) = authorizations.next().await {
        // What it does not say any more is not known.
        let Ok(state) = authorization.refresh().await else { continue };
        let details = state.challenges.iter().filter_map(|challenge| challenge.error.as_ref()?.detail.clone());
        said.extend(details);
    }
    said.join("; ")
}
