//! `foreign-character`: a form of a character that Japanese writes otherwise.

use crate::check::finding::once;
use crate::check::scan::strings::strings;
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The check.
pub const CHECK: Check = Check {
    code: "foreign-character",
    severity: Severity::Warning,
    title: Words { ja: "日本語で使わない字体", en: "a form of a character that Japanese does not use" },
    finds: Words {
        ja: "中国語の字体（电话、资料、问题など）、旧字体の混じった普通の語（年齡、狀態、搜索）、部首専用の文字（⽇、⽤など）。人名・地名に使う字体（髙、﨑、濵など）は対象にしません。",
        en: "Chinese forms where Japanese has others, old forms inside ordinary words, and the characters that stand for radicals alone. Forms that names use are left alone.",
    },
    why: Words {
        ja: "文字認識や、PDF・他言語の資料からの貼り付けで入ります。検索しても見つからず、読み上げや印刷で欠けることがあります。",
        en: "They come from scans and from pasted PDF. A search misses them, and screen readers and fonts may too.",
    },
    remedy: Words {
        ja: "示された字に直してください。名前としてその字を使うときは、理由を添えて認めます。",
        en: "Write the character that is proposed. If it is a name, accept it with the reason.",
    },
    example: r#"
[parties]
own = { name = "みなと市", self = "本市" }
[documents.release]
kind      = "statement"
text.body = "{{ self }}は、お客様の电話番号と年齡を誤って掲載しました。"
"#,
    mended: r#"
[parties]
own = { name = "みなと市", self = "本市" }
[documents.release]
kind      = "statement"
text.body = "{{ self }}は、お客様の電話番号と年齢を誤って掲載しました。"
"#,
    run: Run::Version(|subject| once(run(subject))),
};

/// Simplified and traditional forms that JIS X 0208 does not have, and Japanese radicals that PDF gives for whole characters,
/// each before the Japanese form.
///
/// Those that names keep (髙, 﨑, 德, 濵, 黑, 步, 緖, 曆) are not among them.
const FORMS: &str = "电電 话話 时時 发発 龄齢 处処 传伝 图図 书書 馆館 脑脳 务務 员員 资資 报報 关関 认認 护護 \
    请請 问問 题題 应応 该該 总総 经経 验験 实実 现現 对対 为為 说説 說説 历歴 歷歴 产産 產産 \
    绝絶 絕絶 稅税 别別 类類 录録 赖頼 码碼 续続 络絡 页頁 邮郵 软軟 键鍵 设設 计計 记記 证証 \
    访訪 诉訴 译訳 详詳 调調 谢謝 识識 财財 责責 质質 购購 费費 贸貿 贷貸 转転 轻軽 输輸 边辺 \
    达達 运運 还還 进進 违違 选選 递逓 邻隣 针針 钱銭 银銀 错錯 锁鎖 门門 间間 闻聞 阅閲 阶階 \
    际際 难難 项項 须須 预預 领領 频頻 风風 饮飲 马馬 鱼魚 严厳 业業 东東 两両 临臨 举挙 习習 \
    买買 亏虧 仅僅 们們 优優 伤傷 债債 偿償 净浄 则則 刚剛 创創 剂剤 办弁 动動 劳労 势勢 协協 \
    单単 卖売 卫衛 压圧 县県 变変 启啓 响響 团団 园園 围囲 块塊 坚堅 执執 扩拡 损損 换換 摄摂 \
    显顕 晓暁 术術 权権 构構 标標 样様 检検 欢歓 毕畢 汇匯 汉漢 济済 测測 满満 灾災 热熱 爱愛 \
    狀状 监監 确確 础礎 种種 积積 稳穏 笔筆 简簡 签簽 纪紀 约約 级級 纸紙 线線 组組 细細 终終 \
    给給 统統 维維 编編 缩縮 罗羅 职職 联聯 胜勝 艺芸 节節 获獲 营営 蓝藍 虑慮 虽雖 补補 见見 \
    规規 视視 览覧 觉覚 订訂 讨討 让譲 训訓 议議 讯訊 \
    ⺟母 ⺠民 ⻄西 ⻑長 ⻘青 ⻝食 ⻨麦 ⻩黄 ⻫斉 ⻭歯 ⻯竜 ⻲亀";

/// Ordinary words with an old form in them that names use elsewhere.
const WORDS: &[(&str, &str)] = &[
    ("年齡", "年齢"),
    ("お客樣", "お客様"),
    ("皆樣", "皆様"),
    ("各樣", "各様"),
    ("搜索", "捜索"),
    ("搜查", "捜査"),
    ("搜査", "捜査"),
    ("確認濟", "確認済"),
    ("會社", "会社"),
    ("鞆所持", "鞄所持"),
    ("鞆紛失", "鞄紛失"),
    ("鞆の中", "鞄の中"),
    ("鞆が無", "鞄が無"),
    ("鞆を紛失", "鞄を紛失"),
];

/// The 214 radicals from U+2F00 on that PDF gives for whole characters, as Unicode's compatibility mappings have them;
/// 戸, 青, 麦, 黄, 黒, 歯 and 亀 in their Japanese form.
const RADICALS: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戸手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨青非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麦麻黄黍黒黹黽鼎鼓鼠鼻齊歯龍亀龠";

/// The Japanese form of each of [`FORMS`] and [`RADICALS`].
static JAPANESE: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let pair = |pair: &str| {
        let mut chars = pair.chars();
        Some((chars.next()?, chars.next()?))
    };
    FORMS.split_whitespace().filter_map(pair).chain(('⼀'..='⿕').zip(RADICALS.chars())).collect()
});

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for literal in strings(subject) {
        let text = literal.text;
        let words =
            WORDS.iter().flat_map(|(old, new)| text.match_indices(old).map(|(at, _)| (at, *old, new.to_string())));
        let mut found: Vec<(usize, String, String)> = words.map(|(at, old, new)| (at, old.to_string(), new)).collect();
        let forms = text.char_indices().filter(|(_, c)| !c.is_ascii());
        found.extend(forms.filter_map(|(at, c)| Some((at, c.to_string(), JAPANESE.get(&c)?.to_string()))));
        found.sort();
        for (at, old, new) in found {
            let place = literal.place(at..at + old.len());
            let wrong = old.chars().zip(new.chars()).find(|(old, new)| old != new);
            let code = wrong.map_or(0, |(old, _)| u32::from(old));
            findings.push(Finding::at(
                place,
                format!("「{old}」（U+{code:04X}）は「{new}」の誤りではありませんか"),
                format!("`{old}` (U+{code:04X}) is probably meant to be `{new}`"),
            ));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::{CHECK, FORMS, JAPANESE, RADICALS};
    use crate::check::testing::{fires, headlines, silent};

    fn file(body: &str) -> String {
        format!(
            "[parties]\nown = {{ name = \"みなと市\", self = \"本市\", head = \"髙﨑 濵 德\" }}\n[quotes]\nq = \"电\"\n[documents.a]\nkind = \"statement\"\ntext.body = \"{body}\"\n"
        )
    }

    #[test]
    fn the_slips_of_the_releases_are_found() {
        fires(&CHECK, &file("电話番号、年齡、狀態、鞄を搜索"), &["电", "年齡", "狀", "搜索"]);
        fires(&CHECK, &file("⼀⽇の⾯、⻑"), &["⼀", "⽇", "⾯", "⻑"]);
        let told = headlines(&CHECK, &file("年齡、神⼾"));
        assert_eq!(
            told,
            ["`年齡` (U+9F61) is probably meant to be `年齢`", "`⼾` (U+2F3E) is probably meant to be `戸`"]
        );
        fires(&CHECK, &file("本人の鞆所持を確認"), &["鞆所持"]);
        fires(&CHECK, "[parties]\nown = { name = \"资料館\", self = \"本館\" }\n", &["资"]);
    }

    #[test]
    fn forms_of_japanese_and_of_names_are_left_alone() {
        silent(
            &CHECK,
            &file("与党、状態、電話、齋藤、渡邊、渡邉、櫻井、吉田、神、福、髙、齡子、鞆の浦、体、号、数、点"),
        );
        silent(&CHECK, &file("々〆ヶ〇、ー、～、①、㈱、一"));
    }

    #[test]
    fn the_table_is_sound() {
        assert_eq!(RADICALS.chars().count(), 214);
        assert_eq!(JAPANESE.len(), FORMS.split_whitespace().count() + 214, "a form stands twice");
        assert!(JAPANESE.iter().all(|(form, meant)| form != meant && !JAPANESE.contains_key(meant)));
        assert!(FORMS.split_whitespace().all(|pair| pair.chars().count() == 2));
        assert_eq!([JAPANESE[&'⼀'], JAPANESE[&'⿕'], JAPANESE[&'⾯']], ['一', '龠', '面']);
    }
}
