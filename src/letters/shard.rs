//! Shards: one list, many machines.

use crate::diag::{Diagnostic, Wording};
use sha2::{Digest, Sha256};

/// One of several parts of a list, decided by the id alone, so that every machine agrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// 1 to `of`.
    pub index: u64,
    /// How many parts there are.
    pub of: u64,
}

impl Shard {
    /// The whole list.
    pub const WHOLE: Shard = Shard { index: 1, of: 1 };

    /// Reads `I/N`. `I` may be `slurm` or `kubernetes`: the index is then taken from the variables of the job;
    /// so is `N` for `slurm` alone, because a Kubernetes Job does not tell how many indexes it has.
    ///
    /// # Errors
    /// What is no such pair, or an index outside of 1 to `N`.
    pub fn parse(text: &str, variable: &dyn Fn(&str) -> Option<String>) -> Result<Shard, Box<Diagnostic>> {
        let number = |text: &str| text.trim().parse::<u64>().ok();
        let stated = |name: &str| variable(name).as_deref().and_then(number);
        let (index, of) = match text.split_once('/') {
            Some((index, of)) => (index, number(of)),
            None => (text, stated("SLURM_ARRAY_TASK_COUNT").filter(|_| text == "slurm")),
        };
        let index = match index {
            "slurm" => {
                let first = stated("SLURM_ARRAY_TASK_MIN").unwrap_or(1);
                stated("SLURM_ARRAY_TASK_ID").and_then(|id| id.checked_sub(first)).map(|index| index + 1)
            }
            "kubernetes" => stated("JOB_COMPLETION_INDEX").map(|index| index + 1),
            index => number(index),
        };
        match (index, of) {
            (Some(index), Some(of)) if (1..=of).contains(&index) => Ok(Shard { index, of }),
            _ => Err(Box::new(bad(text))),
        }
    }

    /// Whether a recipient belongs to the shard: the first eight bytes of the SHA-256 of the id, modulo `of`.
    pub fn holds(&self, id: &str) -> bool {
        let hash = Sha256::digest(id.as_bytes());
        let number = hash.iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        number % self.of == self.index - 1
    }
}

impl std::fmt::Display for Shard {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}/{}", self.index, self.of)
    }
}

fn bad(text: &str) -> Diagnostic {
    let headline =
        Wording::new(format!("--shard {text} を読めません"), format!("--shard {text} names no part of the list"));
    Diagnostic::error("bad-shard", headline).hint(Wording::new(
        "--shard 3/8 のように「番号/総数」で指定します。Slurm の配列ジョブでは --shard slurm、Kubernetes の Indexed Job では --shard kubernetes/8 とします。",
        "write --shard 3/8; in a Slurm array --shard slurm, in an indexed Kubernetes Job --shard kubernetes/8.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str, variables: &[(&str, &str)]) -> Option<Shard> {
        let variable =
            |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.to_string());
        Shard::parse(text, &variable).ok()
    }

    #[test]
    fn shards_come_from_the_command_line_or_from_the_job() {
        assert_eq!(parse("3/8", &[]), Some(Shard { index: 3, of: 8 }));
        let slurm = [("SLURM_ARRAY_TASK_ID", "12"), ("SLURM_ARRAY_TASK_MIN", "10"), ("SLURM_ARRAY_TASK_COUNT", "4")];
        assert_eq!(parse("slurm", &slurm), Some(Shard { index: 3, of: 4 }));
        assert_eq!(parse("slurm/9", &slurm), Some(Shard { index: 3, of: 9 }));
        assert_eq!(parse("kubernetes/8", &[("JOB_COMPLETION_INDEX", "0")]), Some(Shard { index: 1, of: 8 }));
        for bad in ["0/8", "9/8", "1/0", "a/b", "", "kubernetes", "slurm", "1/2/3", "-1/8"] {
            assert_eq!(parse(bad, &[("JOB_COMPLETION_INDEX", "0")]), None, "{bad}");
        }
    }

    #[test]
    fn every_id_is_in_exactly_one_shard() {
        // SHA-256("abc") begins with ba7816bf8f01cfea (FIPS 180-2): 0xba7816bf8f01cfea mod 8 = 2, the third shard.
        assert!(Shard { index: 3, of: 8 }.holds("abc"));
        for number in 0..200 {
            let id = number.to_string();
            assert_eq!((1..=7).filter(|&index| Shard { index, of: 7 }.holds(&id)).count(), 1);
        }
    }
}
