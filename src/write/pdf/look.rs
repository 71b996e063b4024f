//! Real releases, written for a person to look at: `cargo test --release --lib look -- --ignored`.

use super::samples::*;
use crate::document::*;
use crate::locale::Lang;
use std::path::Path;
use std::time::Instant;

#[test]
#[ignore = "writes files to be looked at"]
fn look() {
    let folder = Path::new("/tmp/look");
    std::fs::create_dir_all(folder).unwrap();
    let mut outfit = outfit();
    for (name, text) in outfit.layouts.iter_mut() {
        *text = std::fs::read_to_string(Path::new("templates/layouts").join(name)).unwrap();
    }
    for (name, document) in [
        ("hokkaido", hokkaido()),
        ("ebino", ebino()),
        ("biprogy", biprogy()),
        ("english", english("release")),
        ("english-letter", english("letter")),
        ("report", report()),
        ("rows", rows()),
        ("every-ja", every_node("letter", Lang::Ja, "個人情報 3,622件")),
        ("every-en", every_node("report", Lang::En, "Personal data")),
        ("hostile", every_node("release", Lang::Ja, r##"  #eval("x") $x$ @a *b* [c](d)  <script> "q" 'q' \ // `r` ~ -- ..."##)),
    ] {
        let start = Instant::now();
        match super::write(&document, &outfit) {
            Ok(written) => std::fs::write(folder.join(format!("{name}.pdf")), written.bytes).unwrap(),
            Err(problems) => println!("{name}: {problems:#?}"),
        }
        println!("{name}: {:?}", start.elapsed());
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    println!("{}", status.lines().find(|line| line.starts_with("VmHWM")).unwrap());
}

fn hokkaido() -> Document {
    let mut d = document("press-club-form", Lang::Ja, "環境情報システムの再構築業務の入札公告における情報流出の発生について");
    d.header.title = None;
    d.iso_date = Some("2022-12-06".into());
    d.header.addressee = vec![words("道政記者クラブ　御中")];
    d.header.date = Some(words("令和4年(2022年)12月6日(火)"));
    d.header.sender = vec![words("北海道環境生活部ゼロカーボン推進局ゼロカーボン戦略課")];
    d.body = vec![Block::Form { rows: vec![
        form_row("発表項目\n(行事名)", vec![form_cell("", vec![paragraph("環境情報システムの再構築業務の入札公告における情報流出の発生について")])]),
        form_row("記者レクチャー\nのお知らせ", vec![form_cell("(実施日時)", vec![]), form_cell("発表者", vec![]), form_cell("発表場所", vec![])]),
        form_row("概　要", vec![form_cell("", vec![
            paragraph("【ポイント】"),
            paragraph("道の環境情報システムの再構築業務の入札公告において、公開すべきでない情報（システム運営事業者のIPアドレスと接続パスワード）を道ホームページに誤掲載する事案が生じました。"),
            paragraph("関係者の皆様には多大な御迷惑をおかけしましたことを深くお詫び申し上げます。当該情報は既に削除し、接続パスワードも変更しておりますが、同システム内の「北海道グリーン・ビズ認定制度」に登録いただいている企業のうち715件のメールアドレス情報をはじめ登録情報が閲覧されるおそれがあったことが判明しました。"),
            paragraph("現在、他に第三者に閲覧されることが不適当な情報がシステム内になかったかを確認中であり、そうした情報があった場合は、別途発表いたします。"),
            list(&["・"], &["道の環境情報システムの再構築業務の入札公告（総合評価一般競争入札（北海道排出量ボードシステムサービス提供業務））において、公開すべきでない「環境情報システム」運営事業者のIPアドレスと接続パスワードが記載された資料を11月25日（金）に道のホームページに誤掲載したことが、12月2日（金）に判明しました。",
              "12月2日のうちに当該情報は削除し、接続パスワードも変更しておりますが、同システム内の「北海道グリーン・ビズ認定制度」にオンラインで登録いただいた認定企業1,120件（うちメールアドレス登録は715件）のメールアドレス情報をはじめ登録情報が誤掲載期間中に閲覧されるおそれがありました。",
              "運営事業者等において、誤掲載期間中に第三者からのアクセスの有無が確認できなかったため、認定企業1,120件に事実関係の説明と謝罪、さらに不審な点があった場合は御連絡いただくよう順次、お知らせしているところです。なお、現時点において情報流出等の被害の報告はありません。",
              "誤掲載したIPアドレスを保有するシステム運営事業者には既に謝罪済みです。",
              "事案の状況については、別紙資料のとおりです。"]),
        ])]),
        form_row("参　考", vec![form_cell("", vec![])]),
        form_row("報道(取材)\nに当たって", vec![form_cell("", vec![])]),
        form_row("他のクラブ\nとの関係", vec![form_cell("同時配付", vec![paragraph("：")]), form_cell("同時レク", vec![paragraph("：")])]),
        form_row("担　当\n(連絡先)", vec![form_cell("", vec![paragraph("環境生活部ゼロカーボン推進局ゼロカーボン戦略課\nゼロカーボン戦略課長　新井田 順也\nTEL：011-206-7742（内線24-230）")])]),
    ] }];
    d
}

fn ebino() -> Document {
    let mut d = document("letter", Lang::Ja, "えびの市民図書館ホームページにおける個人情報流出について（お詫び）");
    d.header.number = Some(words("え教社第123号"));
    d.header.date = Some(words("平成22年11月30日"));
    d.header.addressee = vec![words("図書館利用者　各位")];
    d.header.sender = vec![words("えびの市教育委員会"), words("教育長　〇〇 〇〇")];
    d.draft = Some("案".into());
    d.body = vec![
        paragraph("このたび、えびの市で発生いたしました、えびの市民図書館ホームページにおける個人情報流出につきましては、図書館利用者をはじめ、多くの皆様に、ご心配とご迷惑をおかけしました。心より深くお詫び申し上げます。"),
        Block::Paragraph { content: vec![Inline::text("平成22年9月28日に、お詫び並びにその時点での調査の結果を公表した段階では、督促対象者データファイルの個人情報"), fact("data.a", "362件"), Inline::text("(督促対象者116名)の流出があったことをご報告させていただきました。"), Inline::Strong{content: words("その結果、流出していた個人情報が当初の発表よりもかなり多くあった")}, Inline::text("こと、えびの市以外の自治体の情報も導入段階から"), Inline::Emphasis{content: words("システムに混在")}, Inline::text("していることが判明しました。")] },
        list(&["・"], &["えびの市民図書館の個人情報流出件数　3,622件(2,761名)", "えびの市民図書館以外の図書館の個人情報流出件数　251件(224名)"]),
        paragraph("調査の結果、情報が直接流出した先は、1件であることが判明しております。情報を入手された方とは、すでに連絡がついており、第3者へデータを譲渡しないことを確約いただいております。今後、データの消去を依頼する予定であり、これ以上の情報が出回らないことに万全を期す所存であります。"),
        paragraph("今後、信頼される市民図書館として、このようなことが起こらないようセキュリティ管理には更なる強化した体制作りで取り組んで参ります。"),
        paragraph("誠に申し訳ありませんでした。"),
        heading(1, "", "個人情報が特定できたファイル（宮崎県ソフトウェアセンター報告）"),
        table(&[Align::Center, Align::End, Align::End, Align::Start, Align::Start], "ファイルNo|件数|人数|属性|図書館名", &[
            "1|24||氏名　住所|えびの市", "2|14||氏名　住所|えびの市", "3|362|116|氏名　住所|えびの市", "4|185|159|電話番号　年齢|岡崎市(愛知県)",
            "5|52||氏名　住所　年齢|中野区", "6|14|14|氏名　よみがな|(住所の記載なし)", "7|3,176|2,601|氏名　よみがな　住所　生年月日　保護者　電話番号|えびの市",
            "8|46||氏名　よみがな　電話番号　住所　年齢|えびの市", "合計|3,873|2,985||"]),
        Block::Note { mark: "※".into(), content: words("その他の住民情報の漏えいはありません。流出した図書館システムは、えびの市の住民情報システム、えびの市の公式ホームページ等とは、機器、システム、回線、管理方法、委託業者を全く異にしているため、図書館以外の個人情報の情報漏えいはありません。") },
        Block::Contact { blocks: vec![paragraph("（お問合せ先）"), definitions(&[("担当", "えびの市社会教育課"), ("電話", "0984-35-2268（平日8時30分〜17時15分）"), ("メール", "shakai-kyoiku@city.ebino.lg.jp")])] },
    ];
    d
}

fn biprogy() -> Document {
    let mut d = document("release", Lang::Ja, "住民税非課税世帯等に対する臨時特別給付における個人情報を含むUSBメモリの紛失について");
    d.header.date = Some(words("2022年6月24日"));
    d.header.sender = vec![words("BIPROGY 株式会社")];
    let q = |b: Vec<Block>, m: &str| ListItem { mark: m.into(), blocks: b };
    d.body = vec![
        paragraph("このたびは、尼崎市よりお預かりした大切な情報を紛失するという事態となり、尼崎市民の方々および関係各位には、多大なご迷惑とご心配をおかけしておりますことを深くお詫び申し上げます。"),
        paragraph("現時点で判明している経緯、問題認識、対応状況および再発防止策に関しまして、下記のとおり公表いたします。"),
        Block::Ki,
        heading(1, "1.", "経緯"),
        table(&[Align::Center, Align::Center, Align::Start], "", &[
            "6/16|10:30～11:30|毎週開催されている週次定例会議にて21日に給付金コールセンター(吹田市)のデータ更新作業を実施することを報告し、承認いただいた。",
            "^5 6/21|17:00|尼崎市市政情報センターから協力会社社員(以降、当該本人)1名にてUSBにデータ格納し、給付金コールセンターへ移動。",
            "18:00|コールセンター現地にて弊社社員2名、協力会社社員1名と合流、計4名。", "18:00～19:30|給付金コールセンターにてデータ更新作業実施。", "19:30～22:30|作業終了後、4名で飲食。", "22:30|解散後、飲食店を出たときは、当該本人の鞄所持を確認。",
            "^8 6/22|03:00|当該本人は路上で寝ていることに気づいたが、この時点で鞄が無いことに気づく。その後、徒歩で一旦、帰宅。",
            "09:00|当該本人から弊社に1日休みの連絡あり。この時点で鞄紛失の報告なし。再度、当該本人が現地に捜索に行くが見つからず。吹田警察に紛失届提出。",
            "14:00|当該本人から弊社へ鞄を紛失した旨、連絡あり。", "14:30|弊社から当該本人に連絡し、鞄の中身を確認、USBメモリが含まれており、住民情報等のデータが含まれていることが判明。", "14:30～15:45|作業担当者から状況および事実確認を実施。",
            "15:45|尼崎市様へ今回の事象を報告。(行政法務部、情報政策課)", "16:00|住民情報等の件数調査実施。\n尼崎市様へ件数を報告。(行政法務部、情報政策課)", "21:00|尼崎市様(行政法務部)からのヒアリングにて上記経緯ならびに正確な件数を報告。"]),
        heading(1, "2.", "USBメモリを持ち出した理由／USBメモリに入っていた情報"),
        paragraph("今回、給付金コールセンターのデータを最新化するため、市政情報センターの給付金サーバから最新データをUSBメモリに格納し、運搬しました。データ保護対策として、USBメモリの暗号化／堅牢なパスワード設定を実施していました。また、格納されているデータについても暗号化処理がされており、直接参照することはできません。"),
        paragraph("なお、USBメモリ内には以下の個人情報を保存していました。"),
        heading(2, "", "【USBメモリ内の個人情報】　※6/23の尼崎市様による発表資料と同内容"),
        list(&["・"], &["全市民の住民基本台帳の情報(46万517人分)\n⇒統一コード、氏名、郵便番号、住所、生年月日、性別、住民となった年月日など", "全市民の税情報(36万573件)\n⇒統一コード、住民税の均等割額", "非課税世帯等臨時特別給付金の対象世帯情報\n(R3年度分7万4,767世帯分、R4年度分7,949世帯分)\n⇒世帯主の統一コード、申請書番号、申請受付日、申請書不達理由、振込済処理日時など"]),
        heading(1, "3.", "今回の問題"),
        paragraph("今後も確認・分析・改善等を継続して参りますが、今回の事象に対する問題点は、当社情報セキュリティルールに則った運用手順書の作成および尼崎市様との確認作業をしていなかったことと認識しております。具体的には以下の2点と考えています。"),
        Block::List { start: Some(1), items: vec![
            q(vec![paragraph("データ持ち出し・運搬時における承認プロセスの徹底不足"), paragraph("データの持ち出し・運搬にあたり、給付金コールセンターでのデータ更新作業について、6/16の週次定例会議で説明を実施しておりましたが、具体的なデータの運搬方法・電子媒体については触れておらず、結果として尼崎市様にUSBメモリによる運搬が認知されていませんでした。")], "①"),
            q(vec![paragraph("【運用】データ持ち出し・運搬ルールの徹底"), list(&["・"], &["弊社プロジェクト管理者が尼崎市様へ書面にて目的・日時・運搬方法・格納情報などを記載し、申請・承認後に実施することを徹底します。", "作業後は、必ず外部媒体のデータ消去を複数人で実施し、職員様に確認いただくことを徹底します。"])], "②"),
        ] },
        Block::Ijo,
        Block::Contact { blocks: vec![paragraph("本件に関するお問い合わせ先"), Block::Paragraph { content: vec![Inline::Link { url: "https://www.biprogy.com/newsrelease_contact/".into(), content: words("https://www.biprogy.com/newsrelease_contact/") }] }] },
    ];
    d
}

fn english(layout: &str) -> Document {
    let mut d = document(layout, Lang::En, "Notice of Unauthorised Access to Our Support Portal and Possible Disclosure of Personal Data");
    d.header.date = Some(words("24 June 2022"));
    d.header.sender = vec![words("Example Water Works, Inc."), words("Taro Yamada, President")];
    if layout == "letter" { d.header.addressee = vec![words("Ms Jane Doe"), words("12 High Street, Leeds LS1 4AB")]; }
    d.draft = Some("DRAFT – embargoed until 15:00 JST, 24 June 2022".into());
    d.body = vec![
        paragraph("On 21 June 2022 we learned that an unauthorised third party had gained access to our customer support portal. We apologise sincerely to our customers and to everyone concerned for the worry and inconvenience that this has caused. This notice sets out what is known at present, what we have done, and what we ask of you."),
        Block::Paragraph { content: vec![Inline::text("Figures are as of 23 June 2022. "), Inline::Strong { content: words("No misuse has been confirmed.") }, Inline::text(" We have "), Inline::Emphasis { content: words("not") }, Inline::text(" found access to payment systems; the affected path was "), Inline::Code { text: "/var/www/export/users.csv".into() }, Inline::text(".")] },
        heading(1, "1.", "What happened"),
        paragraph("The attacker used credentials of a contractor that had been obtained through phishing. Between 02:10 and 04:35 on 20 June, reports were exported that contained personal data of registered users. The account was disabled at 09:15 on 21 June after an alert of our monitoring system."),
        table(&[Align::Start, Align::End, Align::Start], "Category|Persons|Data items", &["Registered users|12,480|Name, e-mail address, telephone number", "Contact persons of companies|1,120|Name, department, e-mail address", "Former users|315|E-mail address"]),
        heading(1, "2.", "What we are doing"),
        list(&["1.", "2.", "3."], &["All passwords of the portal have been reset, and two-factor authentication is now required of contractors.", "The Personal Information Protection Commission and the police have been informed.", "Every person affected is being notified individually by e-mail or letter."]),
        Block::Note { mark: "*".into(), content: words("An e-mail address that belongs to several registrations is counted once, so totals may differ from the number of accounts given to the authorities.") },
        Block::Contact { blocks: vec![paragraph("Contact"), definitions(&[("Telephone", "+81 3 1234 5678 (weekdays, 9:00 to 17:00 JST)"), ("E-mail", "privacy@example.com")])] },
        Block::Signature { lines: vec![words("Yours faithfully,"), words("Taro Yamada"), words("President")] },
    ];
    d
}

fn report() -> Document {
    let mut d = document("report", Lang::Ja, "個人データの漏えい等報告書（速報）");
    d.header.number = Some(words("え教社第124号"));
    d.header.date = Some(words("令和7年6月24日"));
    d.header.addressee = vec![words("個人情報保護委員会　御中")];
    d.header.sender = vec![words("株式会社みやざき電算"), words("代表取締役　宮崎 花子")];
    let long = "貸出管理サーバーの公開フォルダーに利用者情報を含むファイルが置かれ、外部から閲覧できる状態にあった。".repeat(4);
    d.body = vec![
        paragraph("個人情報の保護に関する法律第26条第1項の規定により、次のとおり報告します。"),
        heading(1, "1", "報告者"),
        definitions(&[("氏名又は名称", "株式会社みやざき電算"), ("住所", "宮崎県宮崎市橘通東一丁目1番1号"), ("業種", "情報サービス業"), ("担当者", "情報セキュリティ室　室長　日向 次郎\n電話 0985-00-0000　security@example.co.jp")]),
        heading(1, "2", "概要"),
        definitions(&[("発生日", "平成20年12月（日は不明）"), ("発覚日", "令和7年6月21日（土）"), ("発生事案", "■ 漏えい　□ 漏えいのおそれ　□ 滅失　□ 毀損"), ("報告の対象となる事態", "□ 要配慮個人情報　□ 財産的被害のおそれ　■ 不正の目的　■ 1,000人を超える"), ("経緯", &long)]),
        heading(1, "3", "漏えい等が発生し、又は発生したおそれがある個人データの項目"),
        heading(2, "(1)", "媒体"),
        paragraph("電磁的記録（サーバー上のファイル）"),
        heading(2, "(2)", "種類及び項目"),
        list(&["ア", "イ"], &["利用者の氏名、住所、生年月日、電話番号", "督促対象者の氏名、貸出資料名"]),
        heading(1, "4", "本人への対応の実施状況"),
        paragraph("令和7年6月24日から順次、書面を郵送している。宛所不明の者については、ホームページで公表し、問い合わせ窓口を設けた。"),
        heading(1, "5", "再発防止のための措置"),
        definitions(&[("実施済みの措置", &long), ("今後実施予定の措置", &long)]),
    ];
    d
}

fn rows() -> Document {
    let mut d = document("letter", Lang::Ja, "経緯一覧");
    d.header.addressee = vec![words("山田 太郎　様")];
    d.body = (0..12).map(|_| paragraph("本件の経緯を別表のとおりまとめました。御確認くださいますようお願い申し上げます。なお、御不明な点は担当までお問い合わせください。")).collect();
    let row = |i: usize| format!("{i}|12月{i}日（金）|{}|{}", "公開すべきでない情報の掲載について、庁内からの連絡で判明し、当該情報を削除した。".repeat(1 + i % 3), i * 1111);
    let texts: Vec<String> = (1..=11).map(row).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    d.body.push(table(&[Align::Center, Align::Start, Align::Start, Align::End], "番号|日付|内容|件数", &texts));
    d.body.push(heading(1, "", "なお書"));
    d.body.push(paragraph("以上のとおりです。"));
    d
}
