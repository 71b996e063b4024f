//! Signatures of ledger entries, as the tool `minisign` checks them: `minisign -Vm entry.json -P <public key>`.
//!
//! An entry holds the public key that its signature belongs to, so whether the two belong together can always be told;
//! whose key it is, only a reader knows who got it another way.
//! The signature is the one thing in a release that is not the same for the same input: its algorithm draws a number.

use super::record::Entry;
use ct_codecs::{Base64, Decoder as _};
use minisign::{ErrorKind, PError, PublicKey, SecretKey, SecretKeyBox, SignatureBox};
use std::io::Cursor;

/// How the second line of a secret key without a password begins: `Ed`, no derivation, `B2`, in Base64.
const PLAIN: &str = "RWQAAEIy";

/// How that of one with a password begins: `Ed`, `Sc`, `B2`.
const LOCKED: &str = "RWRTY0Iy";

/// A secret key that signs entries. It is never shown, so it has no `Debug`.
pub struct Signer {
    secret: SecretKey,
    public: PublicKey,
}

/// Why a text gives no [`Signer`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoSigner {
    /// It is no secret key of minisign.
    NotAKey,
    /// It has a password, and none was given.
    Locked,
    /// The password is another one.
    WrongPassword,
}

impl Signer {
    /// Reads a secret key as `minisign -G` writes it.
    ///
    /// # Errors
    /// It is none, or the password does not open it.
    pub fn read(text: &str, password: Option<&str>) -> Result<Signer, NoSigner> {
        let line = text.lines().nth(1).unwrap_or_default();
        let stored = SecretKeyBox::from(text.to_string());
        let secret = match password {
            _ if line.starts_with(PLAIN) => {
                stored.into_unencrypted_secret_key().or_else(|error| unchecked(line, error))
            }
            // Without a password the library would ask for one.
            Some(password) if line.starts_with(LOCKED) => stored.into_secret_key(Some(password.to_string())),
            None if line.starts_with(LOCKED) => return Err(NoSigner::Locked),
            _ => return Err(NoSigner::NotAKey),
        };
        let secret = secret.map_err(|error| match error.kind() {
            ErrorKind::Verify if line.starts_with(LOCKED) => NoSigner::WrongPassword,
            _ => NoSigner::NotAKey,
        })?;
        let public = PublicKey::from_secret_key(&secret).map_err(|_| NoSigner::NotAKey)?;
        Ok(Signer { secret, public })
    }

    /// The public key of the signatures, in Base64.
    pub fn public_key(&self) -> String {
        self.public.to_base64()
    }

    /// The detached signature of an entry; nothing if the machine gives no random number.
    pub(super) fn sign(&self, entry: &Entry) -> Option<Vec<u8>> {
        let (trusted, untrusted) = (trusted(entry), untrusted(&self.public));
        let signed =
            minisign::sign(Some(&self.public), &self.secret, entry.line().as_slice(), Some(&trusted), Some(&untrusted));
        signed.ok().map(|signature| signature.to_bytes())
    }
}

/// A key without a password whose checksum is blank, as `minisign -G -W` writes it up to version 0.11 at least.
fn unchecked(line: &str, error: PError) -> Result<SecretKey, PError> {
    let bytes = Base64::decode_to_vec(line.trim(), None).unwrap_or_default();
    if bytes.ends_with(&[0; 32]) { SecretKey::from_bytes(&bytes) } else { Err(error) }
}

/// A public key: itself, or the text of its file. Nothing if it is none.
pub fn public_key(text: &str) -> Option<PublicKey> {
    let line = text.trim().lines().last()?;
    PublicKey::from_base64(line.trim()).ok().filter(|key| key.to_bytes().starts_with(b"Ed"))
}

/// The number of a key as the tool `minisign` shows it: 16 hexadecimal digits.
pub fn key_id(key: &PublicKey) -> String {
    key.keynum().iter().rev().map(|byte| format!("{byte:02X}")).collect()
}

/// Whether a signature is the one that was written with an entry, byte by byte.
pub(super) fn belongs(signature: &[u8], entry: &Entry, key: &PublicKey) -> bool {
    let read = std::str::from_utf8(signature).ok().and_then(|text| SignatureBox::from_string(text).ok());
    let Some(read) = read else { return false };
    // The first line is not signed, and Base64 has room for other writings.
    let is_ours = read.untrusted_comment().is_ok_and(|comment| comment == untrusted(key))
        && read.trusted_comment().is_ok_and(|comment| comment == trusted(entry))
        && read.to_bytes() == signature;
    is_ours && minisign::verify(key, &read, Cursor::new(entry.line()), true, false, false).is_ok()
}

/// What the signature says about itself and vouches for: nothing that the entry does not say, and no clock's time.
fn trusted(entry: &Entry) -> String {
    format!("kohyo publish {}@{} {}", entry.incident, entry.version, entry.published.format("%Y-%m-%dT%H:%M:%SZ"))
}

fn untrusted(key: &PublicKey) -> String {
    format!("signature by minisign key {}", key_id(key))
}

#[cfg(test)]
mod tests {
    use super::super::record::{FORMAT, Hash};
    use super::*;
    use minisign::KeyPair;
    use std::collections::BTreeMap;

    fn entry(signer: &Signer) -> Entry {
        Entry {
            format: FORMAT,
            incident: "case".into(),
            version: 1,
            published: chrono::DateTime::from_timestamp(1_720_508_400, 0).unwrap(),
            approved_by: None,
            signed_by: Some(signer.public_key()),
            kohyo: "0.1.0".into(),
            files: BTreeMap::from([("data/v1.toml".into(), Hash::of(b""))]),
            used: BTreeMap::new(),
            previous: None,
        }
    }

    fn signer(pair: &KeyPair) -> Signer {
        Signer::read(&pair.sk.to_box(None).unwrap().into_string(), None).ok().unwrap()
    }

    #[test]
    fn a_signature_belongs_to_one_entry_and_one_key() {
        let [pair, other] = [0, 1].map(|_| KeyPair::generate_unencrypted_keypair().unwrap());
        let signer = signer(&pair);
        let entry = entry(&signer);
        let signature = signer.sign(&entry).unwrap();
        assert_eq!(public_key(&signer.public_key()), Some(pair.pk.clone()));
        assert_eq!(public_key(&pair.pk.to_box().unwrap().into_string()), Some(pair.pk.clone()));
        assert!(belongs(&signature, &entry, &pair.pk));
        assert!(!belongs(&signature, &entry, &other.pk));
        assert!(!belongs(&signature, &Entry { version: 2, ..entry.clone() }, &pair.pk));
        let text = String::from_utf8(signature.clone()).unwrap();
        let said = text.lines().nth(2).unwrap();
        assert_eq!(said, "trusted comment: kohyo publish case@1 2024-07-09T07:00:00Z");
        for at in 0..signature.len() {
            for bit in 0..8 {
                let mut changed = signature.clone();
                changed[at] ^= 1 << bit;
                assert!(!belongs(&changed, &entry, &pair.pk), "bit {bit} of byte {at}");
            }
            assert!(!belongs(&signature[..at], &entry, &pair.pk), "cut at byte {at}");
        }
        assert!(!belongs(&[&signature[..], b"\n"].concat(), &entry, &pair.pk));
    }

    #[test]
    fn a_key_of_the_tool_without_a_password_is_read_though_it_has_no_checksum() {
        // Made by minisign 0.11, `minisign -G -W`, for this test alone.
        let file = "untrusted comment: minisign encrypted secret key\nRWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAH64AHgRnWhVEU/xnjckrcnhPvJse2uEKkeF3UQ/yaltH3+aBpPSt4ASOo2Wc4yWZDx2nOI1rIi/+wtZNqAlJT/7r6rob3uNyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";
        let signer = Signer::read(file, None).unwrap_or_else(|why| panic!("{why:?}"));
        assert_eq!(signer.public_key(), "RWQfrgAeBGdaFQSOo2Wc4yWZDx2nOI1rIi/+wtZNqAlJT/7r6rob3uNy");
        let entry = entry(&signer);
        let signature = signer.sign(&entry).unwrap();
        assert!(belongs(&signature, &entry, &public_key(&signer.public_key()).unwrap()));
    }

    #[test]
    fn a_key_opens_with_its_password_and_never_asks() {
        let pair = KeyPair::generate_encrypted_keypair(Some("夏".into())).unwrap();
        let text = pair.sk.to_box(None).unwrap().into_string();
        let read = |text: &str, password| Signer::read(text, password).map(|signer| signer.public_key());
        assert_eq!(read(&text, Some("夏")), Ok(pair.pk.to_base64()));
        assert_eq!(read(&text, Some("冬")), Err(NoSigner::WrongPassword));
        assert_eq!(read(&text, None), Err(NoSigner::Locked));
        let plain = KeyPair::generate_unencrypted_keypair().unwrap();
        let plain = plain.sk.to_box(None).unwrap().into_string();
        assert!(read(&plain, Some("of no use")).is_ok());
        let public = pair.pk.to_box().unwrap().into_string();
        for no_key in
            ["", "\n", "a\nRWQAAEIy", &public, &plain[..plain.len() - 9], "untrusted comment: a\nRWQAAEIyA===\n"]
        {
            assert_eq!(read(no_key, None), Err(NoSigner::NotAKey), "{no_key}");
        }
        assert_eq!(public_key(&text), None);
        assert_eq!(public_key(""), None);
    }
}
