//! Letters end to end: one for each recipient, none wrong, none lost. All recipients are invented.

use super::cases::Project;
use super::tools;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Two letters, Japanese and English, with conditions.
pub const INCIDENT: &str = r#"
lang = "ja"
leak = "confirmed"
status = "final"
parties.shop = { role = "controller", name = { ja = "見本商店株式会社", en = "Mihon Shop" }, self = { ja = "弊社", en = "we" } }
contacts.desk = { name = { ja = "窓口", en = "desk" }, phone = "0120-000-000" }
[data]
members = { who = { ja = "会員", en = "members" }, persons = "9名", items = ["氏名", "住所"] }
bank = { who = { ja = "口座を登録した会員", en = "members with an account" }, persons = "4名", items = ["口座番号"], within = "members" }
[letters]
account = "お客様番号"
[documents.letter]
kind = "apology-letter"
per_recipient = true
date = 2026-11-20
title = "個人情報の漏えいに関するお詫び"
signed = "shop"
sections = ["lead", "bank", "minor", "adult"]
[documents.letter.when]
bank = "data.bank"
minor = "recipient.guardian"
adult = "not recipient.guardian"
[documents.letter.text]
lead = "**{{ recipient.name }}**様、お客様番号{{ recipient.account }}の{{ data.members }}の件です。"
bank = "口座番号も含まれていました。"
minor = "保護者の{{ recipient.guardian }}様へお送りします。"
adult = "ご本人へお送りします。"
[documents.english]
kind = "apology-letter"
lang = "en"
per_recipient = true
date = 2026-11-20
title = "Apology"
signed = "shop"
text.body = "Dear {{ recipient.name }}, your number is {{ recipient.account }}."
"#;

pub const HEADER: &str = "管理番号,氏名,郵便番号,住所,保護者,故人,言語,対象,お客様番号";

/// A name that would do harm if it were code of Typst, Markdown, HTML or a template.
const CODE: &str = "#eval(\"x\") *[a](b)* <b>{{ 7*7 }}{% raw %}";

fn rows() -> Vec<String> {
    let quoted = CODE.replace('"', "\"\"");
    vec![
        "A-1,髙﨑 花子,600001,見本県見本市1-2-3,,,,members,=HYPERLINK(\"\"x\"\")"
            .replace("=HYPERLINK(\"\"x\"\")", "\"=HYPERLINK(\"\"x\"\")\""),
        "A-2,塚本 太郎,123-4567,見本県見本市1-2-3,,,,members;bank,K2".to_owned(),
        "A-3,森 林,123-4567,見本県見本市1-2-3,林 森,,,members,K3".to_owned(),
        "A-4,ｻﾝﾌﾟﾙ ｼﾞﾛｳ,１２３４５６７,\"見本県\n見本ビル\",,,,members,K4".to_owned(),
        "A-5,故見 本一,123-4567,見本県5,,はい,,members,K5".to_owned(),
        "A-6,Zoë van den Berg,ZZ4 1AA,8 Quay Street,,,en,members,K6".to_owned(),
        format!("A-7,\"{quoted}\",123-4567,\"{quoted}\",,,,bank,\"{quoted}\""),
        "../A-8,見本 八郎,123-4567,見本県8,,,,members,K8".to_owned(),
    ]
}

/// The rows that every encoding of a list can hold.
pub fn japanese_rows() -> Vec<String> {
    rows().into_iter().filter(|row| !row.contains('ë')).collect()
}

pub fn list() -> String {
    format!("{HEADER}\n{}\n", rows().join("\n"))
}

fn project() -> Project {
    Project::incident(INCIDENT).with("list.csv", list())
}

/// All files of a folder of letters, with their bytes.
pub fn tree(project: &Project, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let names = project.files(folder);
    names.into_iter().map(|name| (name.clone(), fs::read(project.path(&format!("{folder}/{name}"))).unwrap())).collect()
}

#[test]
#[expect(clippy::too_many_lines, reason = "one run, looked at from all sides")]
fn each_recipient_gets_what_concerns_them_and_nothing_of_others() {
    let project = project();
    project.run(&["letters", "case", "--recipients", "list.csv", "--format", "md,html,pdf", "--out", "l"]).exits(0);
    let markdown = |name: &str| project.read(&format!("l/00000/{name}.md"));
    let words = ["髙﨑", "塚本", "森", "サンプル ジロウ", "故見", "Zoë", "7\\*7", "八郎"];
    for (name, own) in ["A-1", "A-2", "A-3", "A-4", "A-5", "A-6", "A-7"].into_iter().zip(words) {
        let text = markdown(name);
        for word in words {
            assert_eq!(text.contains(word), word == own, "{word} in {name}");
        }
    }
    assert!(
        markdown("A-1").starts_with("令和8年11月20日\n\n〒060-0001\\\n見本県見本市1-2-3\\\n髙﨑 花子 様\n"),
        "{}",
        markdown("A-1")
    );
    assert!(markdown("A-1").contains("お客様番号=HYPERLINK(\"x\")の"), "a cell that looks like a formula stays text");
    assert!(markdown("A-2").contains("口座番号も") && !markdown("A-1").contains("口座番号も"));
    assert!(
        markdown("A-3").contains("林 森 様\\\n（森 林 様 保護者）") && markdown("A-3").contains("保護者の林 森様へ")
    );
    assert!(markdown("A-1").contains("ご本人へ") && !markdown("A-3").contains("ご本人へ"));
    assert!(markdown("A-4").contains("〒123-4567\\\n見本県\\\n見本ビル\\\nサンプル ジロウ 様"));
    assert!(markdown("A-5").contains("故 故見 本一 様\\\nご遺族様"));
    assert!(markdown("A-6").contains("Zoë van den Berg\\\n8 Quay Street\\\nZZ4 1AA"));
    assert!(!project.path("A-8.md").exists(), "an id is no path");
    let html = project.read("l/00000/A-7.html");
    assert!(
        html.contains("#eval(&quot;x&quot;) *[a](b)* &lt;b&gt;{{ 7*7 }}{% raw %}")
            || html.contains("#eval(\"x\") *[a](b)* &lt;b&gt;{{ 7*7 }}{% raw %}"),
        "{html}"
    );
    let pdf = |name: &str| fs::read(project.path(&format!("l/00000/{name}.pdf"))).unwrap();
    if let Some(text) = tools::pdf_words(&pdf("A-7")) {
        assert_eq!(text.matches("#eval(\"x\")*[a](b)*<b>{{7*7}}{%raw%}").count(), 4, "{text}");
    }
    for (name, own) in [("A-1", "髙﨑"), ("A-2", "塚本"), ("A-6", "Zoë")] {
        let Some(text) = tools::pdf_words(&pdf(name)) else { continue };
        assert!(text.contains(own), "{name}: {text}");
        assert!(words.iter().all(|word| *word == own || !text.contains(word)), "{name}: {text}");
    }
    project.run(&["letters", "verify", "l", "--recipients", "list.csv"]).exits(0);
    project.run(&["letters", "merge", "l"]).exits(0);
}

#[cfg(unix)]
#[test]
fn nothing_of_a_recipient_is_in_messages_names_or_the_manifest_and_only_the_owner_reads() {
    use std::os::unix::fs::PermissionsExt as _;
    let project = project();
    let bad = "A-9,名無 権兵衛様,,秘密県秘密市,,,,members,K9";
    let project = project.with("list.csv", format!("{}{bad}\n", list()));
    for arguments in [&["--skip-invalid", "--out", "l"][..], &[][..]] {
        let command = [&["letters", "case", "--recipients", "list.csv", "--format", "md"][..], arguments].concat();
        let outcome = project.run(&command);
        for word in ["名無", "秘密", "髙﨑", "見本県", "Quay", "K9"] {
            assert!(!outcome.stdout.contains(word) && !outcome.stderr.contains(word), "{word}: {}", outcome.stderr);
        }
    }
    let manifest = project.read("l/manifest.jsonl");
    for word in ["名無", "秘密", "髙﨑", "森", "見本県", "Quay", "K1", "K2"] {
        assert!(!manifest.contains(word), "{word}");
        assert!(project.files("l").iter().all(|name| !name.contains(word)));
    }
    assert_eq!(project.read("l/.gitignore"), "*\n");
    let rejected = project.read("l/rejected.csv");
    assert_eq!(rejected.lines().nth(1), Some("A-9,名無 権兵衛様,,秘密県秘密市,,,,members,K9,honorific-in-name"));
    assert_eq!(rejected.lines().count(), 2);
    for name in project.files("l") {
        let path = project.path(&format!("l/{name}"));
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700), "{name}");
    }
}

#[test]
fn one_bad_row_stops_the_run_unless_it_is_to_be_left_out() {
    let project = project().with("list.csv", format!("{}A-9,,,見本県,,,,members,K9\n", list()));
    project
        .run(&["letters", "case", "--recipients", "list.csv", "--out", "l"])
        .exits(1)
        .says("missing-name")
        .says("10行目（A-9）");
    assert_eq!(project.files("l"), [""; 0]);
    let skipped = project.run(&[
        "letters",
        "case",
        "--recipients",
        "list.csv",
        "--format",
        "md",
        "--out",
        "l",
        "--skip-invalid",
        "--summary",
        "json",
    ]);
    let skipped = skipped.exits(0);
    assert!(skipped.stdout.contains("\"letters\":8") && skipped.stdout.contains("\"invalid\":1"), "{}", skipped.stdout);
    project.run(&["letters", "verify", "l", "--recipients", "list.csv"]).exits(0);
}

#[test]
fn encodings_and_forms_of_a_list_make_the_same_letters() {
    let rows = japanese_rows();
    let text = format!("{HEADER}\r\n{}\r\n", rows.join("\r\n"));
    let cp932 = encoding_rs::SHIFT_JIS.encode(&text).0.into_owned();
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let keys: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let object = |record: &csv::StringRecord| {
        let pairs = keys.iter().zip(record).map(|(key, cell)| (key.clone(), serde_json::Value::from(cell)));
        serde_json::Value::Object(pairs.collect()).to_string()
    };
    // The first line of JSON Lines is a recipient: a blank line keeps the numbers of rows.
    let lines: String =
        std::iter::once(String::new()).chain(records.iter().map(object)).map(|line| line + "\n").collect();
    let mut tabs = csv::WriterBuilder::new().delimiter(b'\t').from_writer(Vec::new());
    tabs.write_record(&keys).unwrap();
    records.iter().for_each(|record| tabs.write_record(record).unwrap());
    let forms: [(&str, Vec<u8>); 6] = [
        ("plain.csv", text.clone().into_bytes()),
        ("bom.csv", format!("\u{FEFF}{text}").into_bytes()),
        ("excel.csv", cp932),
        ("unicode.csv", utf16),
        ("list.tsv", tabs.into_inner().unwrap()),
        ("list.jsonl", lines.into_bytes()),
    ];
    let mut letters = Vec::new();
    for (name, bytes) in forms {
        let project = Project::incident(INCIDENT).with(name, bytes);
        project.run(&["letters", "case", "--recipients", name, "--format", "md", "--out", "l"]).exits(0);
        let mut made = tree(&project, "l");
        made.remove("manifest.jsonl");
        letters.push((name, made));
    }
    for (name, made) in &letters {
        assert_eq!(made.len(), rows.len() + 1, "{name}");
        assert!(*made == letters[0].1, "{name} differs");
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of lists")]
fn lists_that_are_no_lists_get_a_finding() {
    let wide = |count: usize| (0..count).map(|number| format!("c{number}")).collect::<Vec<_>>().join(",");
    let good = "1,見本,見本県";
    let big = "あ".repeat(1 << 19);
    let mixed =
        [&b"id,name,address\n1,\x8C\xA9\x96{,x\n2,\xE8\xA6\x8B\xE6\x9C\xAC,"[..], "見本県\n".as_bytes()].concat();
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("a.csv", Vec::new(), "empty-list"),
        ("a.csv", b"id,name,address\n".to_vec(), "no-recipients"),
        ("a.csv", b"id,name,address\n,,\n\n".to_vec(), "no-recipients"),
        ("a.csv", wide(10_000).into_bytes(), "missing-column"),
        ("a.csv", wide(20_000).into_bytes(), "too-many-columns"),
        ("a.csv", format!("id,name,address\n1,{big},見本県\n").into_bytes(), "address-too-long"),
        ("a.csv", b"id,name,address\n1,a\0b,x\n".to_vec(), "control-character"),
        ("a.csv", mixed, "garbled-row"),
        ("a.csv", format!("id,name,address\n{good},x\n2,見本\n").into_bytes(), "ragged-row"),
        ("a.csv", format!("id,id,name,address\n1,{good}\n").into_bytes(), "duplicate-column"),
        ("a.csv", "id,name,address\n1,\u{202E}見本,見本県\n".into(), "direction-override"),
        ("a.csv", format!("id,name,address\n1,{},見本県\n", "見".repeat(300)).into_bytes(), "address-too-long"),
        ("a.csv", "id,name,address,language\n1,見本,見本県,fr\n".into(), "no-letter-in-language"),
        ("a.csv", "見本 花子,見本県,1\n".into(), "missing-column"),
        ("a.jsonl", b"{\"id\":1,\"name\":\"a\",\"address\":\"b\"}\n[1]\n".to_vec(), "not-a-record"),
        (
            "a.jsonl",
            b"{\"id\":1,\"name\":\"a\",\"address\":\"b\"}\n{\"id\":2,\"nmae\":\"a\"}\n".to_vec(),
            "not-a-record",
        ),
        ("a.jsonl", b"nothing\n".to_vec(), "empty-list"),
        ("a.xlsx", b"PK".to_vec(), "broken-spreadsheet"),
        ("a.ods", b"PK".to_vec(), "spreadsheet-list"),
    ];
    let incident = "lang = \"ja\"\nleak = \"lost\"\nstatus = \"final\"\nparties.shop = { name = \"見本商店\", self = \"弊社\" }\n[documents.letter]\nkind = \"apology-letter\"\nper_recipient = true\ntext.body = \"{{ recipient.name }}様\"\n";
    for (name, bytes, code) in cases {
        let project = Project::incident(incident).with(name, &bytes);
        let outcome = project.run(&["letters", "case", "--recipients", name, "--out", "l"]).exits(1).says(code);
        outcome.conceals("花子").conceals("見本県");
        assert_eq!(project.files("l"), [""; 0], "{code}");
    }
    let project = Project::incident(incident).with("a.csv", "id,name,address\n1,見本,見本県\n");
    project.run(&["letters", "case", "--recipients", "none.csv"]).exits(2).says("not-found");
    project.run(&["letters", "case", "--recipients", "incidents"]).exits(2).says("not-a-file");
    project.run(&["letters", "case", "--recipients", "a.csv", "--document", "release"]).exits(2).says("no-letter");
    project.run(&["letters", "case", "--recipients", "a.csv", "--shard", "0/2"]).exits(2).says("bad-shard");
    project.run(&["letters", "case"]).exits(2);
    project
        .run(&["letters", "case", "--recipients", "a.csv", "--format", "md", "--out", "incidents"])
        .exits(2)
        .says("not-empty");
    project.run(&["letters", "case", "--recipients", "a.csv", "--check"]).exits(0);
}

#[test]
fn shards_together_make_the_whole_and_a_missing_one_is_seen() {
    let project = project();
    let shard = |number: &str| {
        let out = format!("s{number}");
        let shard = format!("{number}/3");
        project
            .run(&["letters", "case", "--recipients", "list.csv", "--format", "md", "--shard", &shard, "--out", &out])
            .exits(0);
    };
    ["1", "2", "3"].into_iter().for_each(shard);
    project.run(&["letters", "merge", "s1", "s2", "s3"]).exits(0);
    project.run(&["letters", "merge", "s1", "s3"]).exits(1).says("3 分割のうち、2 番がありません");
    project.run(&["letters", "merge", "s1", "s1", "s2", "s3"]).exits(1);
    project.run(&["letters", "verify", "s2", "--recipients", "list.csv"]).exits(0);
    project.run(&["letters", "case", "--recipients", "list.csv", "--format", "md", "--out", "whole"]).exits(0);
    project.run(&["letters", "merge", "s1", "s2", "whole"]).exits(1).says("別の作業");
    let mut joined = BTreeMap::new();
    ["s1", "s2", "s3", "whole"].into_iter().for_each(|folder| {
        let mut letters = tree(&project, folder);
        letters.retain(|name, _| name.ends_with(".md"));
        if folder == "whole" { assert!(joined == letters) } else { joined.extend(letters) }
    });
}

#[test]
fn what_was_changed_afterwards_is_seen() {
    let project = project();
    project.run(&["letters", "case", "--recipients", "list.csv", "--format", "md", "--out", "l"]).exits(0);
    let verify = || project.run(&["letters", "verify", "l", "--recipients", "list.csv"]);
    let letter = project.path("l/00000/A-2.md");
    let whole = fs::read(&letter).unwrap();
    fs::write(&letter, fs::read(project.path("l/00000/A-1.md")).unwrap()).unwrap();
    verify().exits(1).says("changed-letter").says("3行目（A-2）").conceals("塚本");
    fs::remove_file(&letter).unwrap();
    verify().exits(1).says("changed-letter");
    fs::write(&letter, whole).unwrap();
    verify().exits(0);
    fs::write(project.path("l/00000/A-99.md"), "").unwrap();
    verify().exits(1).says("stray-files");
    fs::remove_file(project.path("l/00000/A-99.md")).unwrap();
    let manifest = project.read("l/manifest.jsonl");
    let without_last: String =
        manifest.lines().filter(|line| !line.contains("\"A-5\"")).map(|line| format!("{line}\n")).collect();
    fs::write(project.path("l/manifest.jsonl"), without_last).unwrap();
    verify().exits(1).says("incomplete-letters");
    fs::write(project.path("l/manifest.jsonl"), manifest).unwrap();
    fs::write(project.path("list.csv"), list().replace("髙﨑", "高崎")).unwrap();
    verify().exits(1).says("other-run");
    project
        .run(&["letters", "case", "--recipients", "list.csv", "--format", "md", "--out", "l", "--resume"])
        .exits(2)
        .says("other-run");
}

#[test]
fn a_list_that_git_keeps_is_warned_of_unless_its_people_are_invented() {
    let project = project().with("recipients.example.csv", list());
    let git = |arguments: &[&str]| {
        let run = std::process::Command::new("git").current_dir(project.path("")).args(arguments).output();
        run.is_ok_and(|output| output.status.success())
    };
    if !git(&["init", "--quiet"]) || !git(&["add", "list.csv", "recipients.example.csv"]) {
        return;
    }
    let check = |list: &str| project.run(&["letters", "case", "--recipients", list, "--check"]).exits(0);
    check("list.csv").says("tracked-list");
    check("recipients.example.csv").conceals("tracked-list");
}

/// The invented lists beside the incidents of the repository: who gets what was read in the lists, by eye.
#[test]
fn the_lists_of_the_repository_make_letters() {
    let folder = tempfile::tempdir().unwrap();
    let written = |slug: &str, id: &str| {
        let out = folder.path().join(slug);
        let list = format!("incidents/{slug}/recipients.example.csv");
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_kohyo"))
            .current_dir(super::render::root())
            .env_clear()
            .args(["letters", slug, "--recipients", &list, "--format", "md", "--resume", "--out"])
            .arg(&out)
            .output()
            .unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        fs::read_to_string(out.join(format!("00000/{id}.md"))).unwrap()
    };
    let child = written("ebino-library", "L-0002");
    assert!(child.contains("見本 太郎様は未成年でいらっしゃいますので、保護者の見本 花子様に"), "{child}");
    assert!(child.contains("利用者登録データ") && child.contains("(子供用)") && !child.contains("(大人用)"), "{child}");
    let adult = written("ebino-library", "L-0003");
    assert!(
        adult.contains("髙橋 例様の個人情報") && adult.contains("(大人用)") && !adult.contains("未成年"),
        "{adult}"
    );
    let bank = written("harbour-clinic", "P-0003");
    assert!(bank.contains("Mrs Noor van den Berg") && bank.contains("Please tell your bank"), "{bank}");
    assert!(!written("harbour-clinic", "P-0001").contains("Please tell your bank"));
}
