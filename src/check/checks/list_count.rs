//! `list-count`: a count in the text and a list of another length behind it.

use crate::check::scan::chars::is_digit;
use crate::check::scan::count::{Announced, NAMED, announced, number};
use crate::check::scan::cursor::Cursor;
use crate::check::{Check, Draft, Finding, Passage, Role, Run, Subject, Words};
use crate::diag::Severity;
use crate::document::quotes::touches;
use crate::document::{Block, Cell, plain_text};
use crate::text::Span;
use std::ops::Range;

/// The check.
pub const CHECK: Check = Check {
    code: "list-count",
    severity: Severity::Warning,
    title: Words {
        ja: "文中の数と列挙の数が合わない", en: "a list of another length than the text announces"
    },
    finds: Words {
        ja: "「以下の4点」「次の二つ」「下記の5校」「原因は2つあります。」のすぐ後に続く箇条書きや表の数が、その数と違うもの。「3校（A校、B校）」のように括弧に挙げた名称の数が違うもの、「対象は、A校、B校の3校」のように先に挙げた名称の数が違うものも見つけます。",
        en: "A list or table right behind words such as “the following four measures” that has more or fewer items; also names in brackets behind their number (3校(A校、B校)), and Japanese names before it (対象は、A校、B校の3校).",
    },
    why: Words {
        ja: "項目を足したり消したりしたときに、前置きの数が直されずに残ります。読み手は抜けた項目を探します。",
        en: "When an item is added or dropped, the number before the list stays behind, and the reader looks for what is missing.",
    },
    remedy: Words {
        ja: "項目の漏れか数の誤りを確かめて直してください。数を書かずに「以下のとおり」とすることもできます。",
        en: "Find the missing item or put the number right. “The following measures” needs no number.",
    },
    example: r#"
[documents.letter]
kind = "apology-letter"
text.body = """
再発防止のため、次の3点を実施します。

- 承認手続の見直し
- 職員研修の実施
"""
"#,
    mended: r#"
[documents.letter]
kind = "apology-letter"
text.body = """
再発防止のため、次の2点を実施します。

- 承認手続の見直し
- 職員研修の実施
"""
"#,
    run: Run::Version(run),
};

/// A number that is not that of its list.
struct Miss<'a> {
    passage: Passage<'a>,
    range: Range<usize>,
    listed: usize,
}

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let mut seen: Vec<Span> = Vec::new();
    let mut findings = Vec::new();
    for draft in &subject.drafts {
        let mut misses = Vec::new();
        in_blocks(&draft.document.body, &mut misses);
        misses.extend(draft.passages.iter().flat_map(in_brackets));
        misses.extend(draft.passages.iter().flat_map(listed_before));
        for miss in misses {
            let place = subject.place(draft, &miss.passage, miss.range.clone());
            if !seen.contains(&place) {
                seen.push(place);
                findings.push(finding(place, &miss, draft));
            }
        }
    }
    findings
}

fn finding(place: Span, miss: &Miss<'_>, draft: &Draft<'_>) -> Finding {
    let printed = miss.passage.text.get(miss.range.clone()).unwrap_or_default();
    let (listed, id) = (miss.listed, &draft.document.id);
    Finding::at(
        place,
        format!("文書「{id}」に「{printed}」とありますが、挙げられているのは{listed}です"),
        format!("`{id}` says “{printed}”, but {listed} are listed"),
    )
}

fn in_blocks<'a>(blocks: &'a [Block], misses: &mut Vec<Miss<'a>>) {
    for (index, block) in blocks.iter().enumerate() {
        let behind = blocks.get(index + 1..).unwrap_or_default();
        match block {
            Block::Paragraph { content } => {
                let passage = Passage::of(Role::Text, None, content);
                let quoted = passage.quoted();
                let own = |range: &Range<usize>| !touches(&quoted, range);
                // Of two numbers in one paragraph the last is the one that the list belongs to.
                let last = announced(&passage.text).into_iter().rfind(|found| own(&found.range));
                let last = last.or_else(|| told(&passage.text).filter(|found| own(&found.range)));
                if let (Some(found), Some(listed)) = (last, length(behind))
                    && found.count != listed
                {
                    misses.push(Miss { passage, range: found.range, listed });
                }
            }
            Block::List { items, .. } => items.iter().for_each(|item| in_blocks(&item.blocks, misses)),
            Block::Definitions { entries } => entries.iter().for_each(|entry| in_blocks(&entry.blocks, misses)),
            Block::Form { rows } => {
                rows.iter().flat_map(|row| &row.cells).for_each(|cell| in_blocks(&cell.blocks, misses));
            }
            Block::Contact { blocks } => in_blocks(blocks, misses),
            _ => {}
        }
    }
}

/// The count that a paragraph ends with: 「原因は2つあります。」.
fn told(text: &str) -> Option<Announced> {
    let tails = ["あります。", "ございます。", "です。", "である。", "ある。"];
    let front = tails.iter().find_map(|tail| text.trim_end().strip_suffix(tail))?;
    let start = front.rfind(['は', 'が'])? + 'は'.len_utf8();
    let mut cursor = Cursor::new(front, start);
    let count = number(&mut cursor)?;
    cursor.eat(&["つ", "点", "項目"])?;
    cursor.rest().is_empty().then_some(Announced { range: start..front.len(), count })
}

/// How much is listed right behind a paragraph; nothing if no list follows, or one that cannot be counted.
fn length(behind: &[Block]) -> Option<usize> {
    match behind.first()? {
        Block::List { items, start } => {
            // A list that other paragraphs interrupt goes on where its numbers do.
            let rest = behind.iter().skip(1).take_while(|block| !matches!(block, Block::Heading { .. }));
            let mut total = items.len();
            for block in rest {
                match block {
                    Block::List { start: Some(first), items } if *first == total as u64 + 1 => total += items.len(),
                    // A second list of bullets, or one that begins anew, may belong to the number too.
                    Block::List { start: None, .. } if start.is_none() => return None,
                    _ => {}
                }
            }
            Some(total)
        }
        Block::Table { rows, .. } => {
            let is_plain = |cell: &Cell| cell.rowspan == 1;
            let is_total = |row: &Vec<Cell>| {
                let first = row.first().map(|cell| plain_text(&cell.content)).unwrap_or_default();
                ["合計", "計", "小計", "総計", "Total", "Sum"].contains(&first.trim())
            };
            let counts = rows.iter().flatten().all(is_plain);
            counts.then(|| rows.iter().filter(|row| !is_total(row)).count())
        }
        Block::Definitions { entries } => Some(entries.len()),
        _ => None,
    }
}

/// Names in brackets behind their number: 3校（A高校、B高校、C高校）.
fn in_brackets<'a>(passage: &Passage<'a>) -> Vec<Miss<'a>> {
    let text = &passage.text;
    let mut found = Vec::new();
    let mut before = None;
    for (at, c) in text.char_indices() {
        let begins = is_digit(c) && !before.is_some_and(|b| is_digit(b) || "約第,，.・".contains(b));
        before = Some(c);
        let Some((range, count, inner)) = begins.then(|| bracketed(text, at)).flatten() else { continue };
        let is_fact = passage.mark_at(inner.start).is_some_and(|mark| mark.path.ends_with(".names"));
        let Some(listed) = text.get(inner).and_then(names).filter(|listed| *listed != count && !is_fact) else {
            continue;
        };
        found.push(Miss { passage: passage.clone(), range, listed });
    }
    found
}

/// Names with their number behind them: A高校、B高校及びC高校の3校; 氏名、住所の2項目.
fn listed_before<'a>(passage: &Passage<'a>) -> Vec<Miss<'a>> {
    let text = &passage.text;
    let quoted = passage.quoted();
    let found = text.match_indices('の').filter_map(|(end, _)| {
        let start = end + 'の'.len_utf8();
        let mut cursor = Cursor::new(text, start);
        let count = number(&mut cursor)?;
        let counted = ["校", "社", "項目", "種類"].get(cursor.eat(&["校", "社", "項目", "種類"])?)?;
        let own = !quoted.iter().any(|quote| quote.contains(&start)) && passage.mark_at(start).is_none();
        let listed = named_before(text.get(..end)?, counted).filter(|listed| *listed != count && own)?;
        Some(Miss { passage: passage.clone(), range: start..cursor.at, listed })
    });
    found.collect()
}

/// How many nouns a text ends with; nothing if it is not certain where they begin.
fn named_before(text: &str, counted: &str) -> Option<usize> {
    // The list begins behind the subject: 「情報は、氏名、住所の2項目」. A first word of the sentence may be no name.
    let begins = text
        .char_indices()
        .rev()
        .take(200)
        .find(|(_, c)| matches!(c, 'は' | 'が' | '。' | '：' | ':' | '\n' | '（' | '('))?;
    let certain = !matches!(begins.1, '。' | '\n');
    let list = text.get(begins.0 + begins.1.len_utf8()..)?.trim_start_matches(['、', ' ', '　']);
    let list =
        ["及び", "並びに", "および", "ならびに"].iter().fold(list.to_string(), |list, and| list.replace(and, "、"));
    let names: Vec<&str> = list.split('、').map(str::trim).collect();
    let is_noun = |name: &&str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() && !is_hiragana(c));
    let is_kind = |name: &&str| matches!(counted, "項目" | "種類") || name.ends_with(counted);
    (certain && names.len() >= 2 && names.iter().all(|name| is_noun(name) && is_kind(name))).then_some(names.len())
}

fn is_hiragana(c: char) -> bool {
    ('\u{3041}'..='\u{3096}').contains(&c)
}

/// The number with what it counts, and what stands in the brackets behind it.
fn bracketed(text: &str, at: usize) -> Option<(Range<usize>, usize, Range<usize>)> {
    let mut cursor = Cursor::new(text, at);
    let count = number(&mut cursor)?;
    cursor.blanks();
    cursor.eat(&NAMED)?;
    let end = cursor.at;
    cursor.blanks();
    let close = [')', '）'].get(cursor.eat(&["(", "（"])?).copied()?;
    let length = cursor.rest().find(close)?;
    Some((at..end, count, cursor.at..cursor.at + length))
}

/// How many names a list in brackets holds; nothing if it is open, or no list of names.
fn names(inner: &str) -> Option<usize> {
    let is_sentence = |c: char| is_digit(c) || "をはがでにりるうちほか等他含除(（：:".contains(c);
    let names: Vec<&str> = inner.split(['、', '，']).collect();
    let is_list = names.len() >= 2 && names.iter().all(|name| !name.trim().is_empty());
    (is_list && !inner.contains(is_sentence) && !inner.contains("など")).then_some(names.len())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn letter(body: &str) -> String {
        format!(
            "[figures]\npoints = \"4点\"\n[causes]\na = \"第一\"\nb = \"第二\"\nc = \"第三\"\n\
             [data.s]\nschools = \"3校\"\nnames = [\"江北高校\", \"東高校\"]\n\
             [documents.letter]\nkind = \"apology-letter\"\ntext.body = \"\"\"\n{body}\n\"\"\"\n"
        )
    }

    #[test]
    fn lists_and_tables_of_the_announced_length() {
        for body in [
            "以下の2点と考えています。\n\n1. 一つ\n2. 二つ",
            "次の二つを行います。\n\n- 一つ\n  - 内訳\n  - 内訳\n- 二つ",
            "次の3点です。\n\n1. 一つ\n2. 二つ\n\n補足です。\n\n3. 三つ",
            "下記の2校で確認しました。\n\n| 学校 | 人数 |\n|-|-|\n| 東高校 | 3 |\n| 西高校 | 4 |\n| 合計 | 7 |",
            "The following two measures apply:\n\n- one\n- two",
            "以下の3点と考えています。\n\n{{ causes }}",
            "原因は2つあります。\n\n1. 一つ\n2. 二つ",
            "件数は2点です。",
            "次の2点です。\n\n1. 一つ\n2. 二つ\n\n補足です。\n\n1. 甲\n2. 乙",
            "以下の2点です。\n\n```kohyo-definitions\n時期\n: 7月\n\n場所\n: 本社\n```",
        ] {
            silent(&CHECK, &letter(body));
        }
    }

    #[test]
    fn lists_and_tables_of_another_length() {
        fires(&CHECK, &letter("以下の4点と考えています。\n\n1. 一つ\n2. 二つ\n3. 三つ"), &["4点"]);
        fires(&CHECK, &letter("次の二つを行います。\n\n- 一つ\n- 二つ\n- 三つ"), &["二つ"]);
        fires(&CHECK, &letter("次の2点です。\n\n1. 一つ\n2. 二つ\n\n補足です。\n\n3. 三つ"), &["2点"]);
        fires(&CHECK, &letter("下記の3校です。\n\n| 学校 |\n|-|\n| 東高校 |\n| 西高校 |"), &["3校"]);
        fires(&CHECK, &letter("The following three measures apply:\n\n- one\n- two"), &["three measures"]);
        fires(&CHECK, &letter("以下の{{ figures.points }}です。\n\n- 一つ\n- 二つ"), &["4点"]);
        fires(&CHECK, &letter("原因は2つあります。\n\n1. 一つ\n2. 二つ\n3. 三つ"), &["2つ"]);
        fires(&CHECK, &letter("- 次の3点:\n\n  - 一つ\n  - 二つ"), &["3点"]);
        fires(&CHECK, &letter("次の3点です。\n\n1. 一つ\n2. 二つ\n\n補足です。\n\n- 注"), &["3点"]);
        fires(&CHECK, &letter("以下の3点です。\n\n```kohyo-definitions\n時期\n: 7月\n\n場所\n: 本社\n```"), &["3点"]);
        let nested = "```kohyo-definitions\n対策\n: 次の3点です。\n\n  - 一つ\n  - 二つ\n```";
        fires(&CHECK, &letter(nested), &["3点"]);
        fires(&CHECK, &letter("```kohyo-contact\n次の3点です。\n\n- 一つ\n- 二つ\n```"), &["3点"]);
        fires(&CHECK, &letter("```kohyo-form\n# 対策\n\n次の3点です。\n\n- 一つ\n- 二つ\n```"), &["3点"]);
    }

    #[test]
    fn only_the_list_right_behind_is_counted() {
        for body in [
            "以下の4点と考えています。\n\n詳しくは別紙をご覧ください。\n\n- 一つ\n- 二つ",
            "以下の4点と考えています。\n\n# 経緯\n\n- 一つ\n- 二つ",
            "「以下の4点」と発表しました。\n\n- 一つ\n- 二つ",
            "以下の3点を確認し、次の2点を行います。\n\n- 一つ\n- 二つ",
            "以下の5校の生徒の情報です。\n\n- 氏名\n- 住所",
            "次の3点です。\n\n- 一つ\n- 二つ\n\nまた、\n\n- 三つ",
        ] {
            silent(&CHECK, &letter(body));
        }
    }

    #[test]
    fn names_in_brackets() {
        silent(&CHECK, &letter("該当は2校(江北高校、東高校)です。"));
        fires(&CHECK, &letter("該当は3校(江北高校、東高校)です。"), &["3校"]);
        fires(&CHECK, &letter("該当は11 校（江北高校、東高校）です。"), &["11 校"]);
        for body in [
            "3校(江北高校、東高校など)",
            "3校(うち江北高校、東高校)",
            "約3校(江北高校、東高校)",
            "5校(小学校2校、中学校3校)",
            "3校(江北高校)",
            "3名(江北高校、東高校)",
            "第3校(江北、東)",
            "3校(都内、又は都外にある)",
            // The fact itself is judged by names-count.
            "{{ data.s.schools }}({{ data.s.names }})",
        ] {
            silent(&CHECK, &letter(body));
        }
    }

    #[test]
    fn names_before_their_number() {
        fires(&CHECK, &letter("流出した情報は、氏名、住所、電話番号及び生年月日の3項目です。"), &["3項目"]);
        fires(&CHECK, &letter("対象は、東高校、西高校、南高校の4校です。"), &["4校"]);
        for body in [
            "流出した情報は、氏名、住所及び電話番号の3項目です。",
            "対象は、東市、西市の5校です。",
            "本日、東高校、西高校の2校に、",
            "対象は、都立の東高校、西高校の2校です。",
            "対象は、東高校、西高校などの5校です。",
            "対象は、東高校の1校です。",
            "対象は、本日公表した東高校、西高校の3校です。",
            "「対象は、東高校、西高校の3校」と",
        ] {
            silent(&CHECK, &letter(body));
        }
    }

    #[test]
    fn the_cells_of_a_report_are_read() {
        let text = "cause = \"unauthorized-access\"\n[parties.a]\nname = \"甲\"\n[documents.r]\nkind = \"regulator-report\"\n\
                    regime = \"jp-ppc\"\nstage = \"final\"\nissuer = \"a\"\ntext.other = \"次の3点です。\\n\\n- 一つ\\n- 二つ\"\n";
        fires(&CHECK, text, &["3点"]);
    }

    #[test]
    fn a_number_in_the_words_of_a_fact_is_found_there() {
        let of =
            |facts: &str| format!("{facts}[documents.a]\nkind = \"statement\"\ntext.body = \"{{{{ measures.m }}}}\"\n");
        fires(&CHECK, &of("[measures.m]\na = \"次の3点\\n\\n- 一つ\\n- 二つ\"\n"), &["3点"]);
        let stated = "[measures.m]\na = { state = \"done\", text = \"次の3点\\n\\n- 一つ\\n- 二つ\" }\n";
        fires(&CHECK, &of(stated), &["3点"]);
    }

    #[test]
    fn one_mistake_of_a_fact_in_two_documents_is_told_once() {
        let text = "[measures.m]\na = \"次の3点\\n\\n- 一つ\\n- 二つ\"\n\
                    [documents.a]\nkind = \"statement\"\ntext.body = \"{{ measures.m }}\"\n\
                    [documents.b]\nkind = \"statement\"\ntext.body = \"{{ measures.m }}\"\n";
        fires(&CHECK, text, &["3点"]);
    }
}
