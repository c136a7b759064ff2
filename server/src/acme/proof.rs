//! What an authority is shown to prove that the venue answers to a name: TLS-ALPN-01 (RFC 8737).
//!
//! Whoever speaks `acme-tls/1` and nothing else gets the proof for the name asked for; everybody else gets the venue's
//! own certificate. When nothing is being proved such a call fails in its handshake.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context;
use rcgen::{CertificateParams, CustomExtension, KeyPair, PKCS_ECDSA_P256_SHA256};
use rustls::ServerConfig;
use rustls::crypto::ring::sign::any_supported_type;
use rustls::pki_types::PrivateKeyDer;
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;

/// The protocol an authority speaks when it asks for a proof.
const PROTOCOL: &[u8] = b"acme-tls/1";

/// The proofs on show, by name; shared by whoever hangs them up and every listener's configuration.
#[derive(Debug, Clone, Default)]
pub struct Proofs {
    on_show: Arc<Mutex<BTreeMap<String, Arc<CertifiedKey>>>>,
}

impl Proofs {
    /// A configuration that shows the proofs to authorities, and its own certificate to everybody else.
    #[must_use]
    pub fn beside(&self, mut config: ServerConfig) -> ServerConfig {
        config.alpn_protocols.push(PROTOCOL.to_vec());
        config.cert_resolver = Arc::new(Either { proofs: self.clone(), usual: Arc::clone(&config.cert_resolver) });
        config
    }

    /// Shows the proof for `name` from now on; `digest` is that of the authority's challenge.
    ///
    /// # Errors
    /// When there is no key to be made, or the name is none.
    pub(super) fn show(&self, name: &str, digest: &[u8]) -> anyhow::Result<()> {
        anyhow::ensure!(digest.len() == 32, "a challenge's digest has 32 bytes");
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).context("no key could be made")?;
        let mut params = CertificateParams::new([name.to_owned()]).context("the name is no host name")?;
        params.custom_extensions = vec![CustomExtension::new_acme_identifier(digest)];
        let certificate = params.self_signed(&key).context("the proof could not be signed")?;
        let key = any_supported_type(&PrivateKeyDer::Pkcs8(key.serialize_der().into()))?;
        let proof = CertifiedKey::new(vec![certificate.der().clone()], key);
        self.lock().insert(name.to_ascii_lowercase(), Arc::new(proof));
        Ok(())
    }

    /// Takes all proofs down.
    pub(super) fn clear(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Arc<CertifiedKey>>> {
        // The map is whole at every moment, so a panic elsewhere takes nothing from it.
        self.on_show.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The proofs for authorities, the usual certificate for everybody else.
#[derive(Debug)]
struct Either {
    proofs: Proofs,
    usual: Arc<dyn ResolvesServerCert>,
}

impl ResolvesServerCert for Either {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let asks_for_proof = hello.alpn().is_some_and(|mut spoken| {
            spoken.next().is_some_and(|protocol| protocol == PROTOCOL) && spoken.next().is_none()
        });
        if !asks_for_proof {
            return self.usual.resolve(hello);
        }
        let name = hello.server_name()?.to_ascii_lowercase();
        self.proofs.lock().get(&name).cloned()
    }
}

#[cfg(test)]
mod tests {
    use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
    use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
    use rustls::{ClientConfig, ClientConnection, DigitallySignedStruct, ServerConnection, SignatureScheme};

    use super::*;
    use crate::net::certificate::{Identity, Source};

    /// Takes whatever it is shown.
    #[derive(Debug)]
    struct Credulous;

    impl ServerCertVerifier for Credulous {
        fn verify_server_cert(
            &self,
            _: &CertificateDer<'_>,
            _: &[CertificateDer<'_>],
            _: &ServerName<'_>,
            _: &[u8],
            _: UnixTime,
        ) -> Result<ServerCertVerified, rustls::Error> {
            Ok(ServerCertVerified::assertion())
        }

        fn verify_tls12_signature(
            &self,
            _: &[u8],
            _: &CertificateDer<'_>,
            _: &DigitallySignedStruct,
        ) -> Result<HandshakeSignatureValid, rustls::Error> {
            Ok(HandshakeSignatureValid::assertion())
        }

        fn verify_tls13_signature(
            &self,
            _: &[u8],
            _: &CertificateDer<'_>,
            _: &DigitallySignedStruct,
        ) -> Result<HandshakeSignatureValid, rustls::Error> {
            Ok(HandshakeSignatureValid::assertion())
        }

        fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
            vec![SignatureScheme::ECDSA_NISTP256_SHA256]
        }
    }

    /// The certificate shown to a caller that speaks `protocols`, if the handshake ends well.
    fn shown(server: &ServerConfig, name: &'static str, protocols: &[&[u8]]) -> Option<Vec<u8>> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let client = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        let mut client = client.dangerous().with_custom_certificate_verifier(Arc::new(Credulous)).with_no_client_auth();
        client.alpn_protocols = protocols.iter().map(|protocol| protocol.to_vec()).collect();
        let mut caller = ClientConnection::new(Arc::new(client), name.try_into().unwrap()).unwrap();
        let mut called = ServerConnection::new(Arc::new(server.clone())).unwrap();
        for _ in 0..4 {
            let mut bytes = Vec::new();
            caller.write_tls(&mut bytes).unwrap();
            called.read_tls(&mut bytes.as_slice()).unwrap();
            called.process_new_packets().ok()?;
            bytes.clear();
            called.write_tls(&mut bytes).unwrap();
            caller.read_tls(&mut bytes.as_slice()).unwrap();
            caller.process_new_packets().ok()?;
        }
        caller.peer_certificates().and_then(|chain| chain.first()).map(|certificate| certificate.to_vec())
    }

    #[test]
    fn a_proof_is_shown_to_an_authority_for_its_name_only_and_to_nobody_else() {
        let identity = Identity::load(&Source::SelfSigned(vec!["venue.example".to_owned()])).unwrap();
        let proofs = Proofs::default();
        let server = proofs.beside(identity.tls(b"http/1.1").unwrap());
        assert_eq!(shown(&server, "venue.example", &[PROTOCOL]), None, "nothing is being proved");
        proofs.show("venue.example", &[7; 32]).unwrap();
        let proof = shown(&server, "venue.example", &[PROTOCOL]).unwrap();
        assert!(proof.windows(32).any(|bytes| bytes == [7; 32]), "the digest is in the proof");
        assert_eq!(shown(&server, "other.example", &[PROTOCOL]), None);
        for visitor in [&[b"http/1.1".as_slice()][..], &[PROTOCOL, b"http/1.1"]] {
            let usual = shown(&server, "venue.example", visitor).unwrap();
            assert_ne!(usual, proof, "{visitor:?}");
        }
        proofs.clear();
        assert_eq!(shown(&server, "venue.example", &[PROTOCOL]), None);
    }
}
