# 画面の言葉（日本語）。やさしく、短く、ていねいに。

venue-name = Hiroba
close = 閉じる
back = 戻る

# 入口
door-title = Hiroba へようこそ
door-welcome = お名前などを入れて、お入りください。
door-name = お名前
door-name-hint = 頭の上に表示されます
door-country = 国・地域
door-country-hint = 例：モンゴル（入力すると候補が出ます）
door-countries = 国・地域の候補
door-no-country = 見つかりません。別の書き方をお試しください。
door-kind = 所属の種類
door-organisation = 所属
door-organisation-hint = 市、会社、学校など（空欄でもかまいません）
door-languages = 話せる言葉
door-server = 会場のアドレス
server-hint = http://127.0.0.1:8080
door-remember = この端末に入力内容を覚えておく
join = 入場する

kind-city = 自治体
kind-government = 政府
kind-international = 国際機関
kind-company = 企業
kind-university = 大学
kind-school = 学校
kind-ngo = NGO・市民団体
kind-press = 報道
kind-other = その他

look-preview = あなたの姿
look-dice = おまかせ
look-skin = 肌
look-hair = 髪型
look-hair-colour = 髪の色
look-clothes = 服
look-clothes-colour = 服の色
look-accessory = 小物
look-place = { $part }（{ $number } / { $count }）
look-back = { $part }：前へ
look-on = { $part }：次へ

# 入口での同意
agree-title = 入場の前に
agree-note = 次の二つの短い文書をお読みになり、同意のうえお入りください。
agree-here = 両方を読み、同意します

# ブラウザの入口ページ
page-skip = 入力欄へ移動
page-about = みんなで歩きながら集える場所です。いろいろな国の人と出会い、テーブルを囲み、話を聞き、語り合いましょう。
page-present = ただいま会場に { $count } 人
page-rooms = 部屋と人数
page-theme-auto = 自動
page-look = あなたの姿
page-more = そのほかの設定
page-invitation = 招待コード（お持ちの場合）
page-invited = 招待を受けての入場です。
page-start-in = 最初の場所：{ $room }
page-link = 接続方法
page-link-auto = 自動
page-link-websocket = WebSocket だけを使う（制限の多い通信環境向け）
page-bandwidth = 通信量を節約する（更新を減らし、飾りを省きます）
page-motion = 画面の動きを減らす
page-privacy = プライバシーについて
page-conduct = 行動のきまり
page-agree = 「プライバシーについて」と「行動のきまり」を読み、同意します
page-agree-first = 二つの文書をお読みのうえ、チェックを入れてください。
page-forget = 入力内容を消す
page-forgotten = この端末に保存した入力内容を消しました。
page-reading = お待ちください…
page-coming = ブラウザ版をサーバーで準備しています。その間に入力を進めていただけます。
page-none = この会場にはまだブラウザ版がありません。パソコン用の Hiroba を起動し、このページのアドレスを入れてお入りください。
page-offline = 今はサーバーにつながりません。自動的につなぎ直しています。
page-loading = 読み込み中：{ $done } / { $all } MB
page-starting = まもなく準備が整います…
page-queued = 読み込みが終わりしだい入場します。
page-returning = 元の場所に戻っています…
page-drawn-anew = グラフィックスの描画が止まりました。ページを読み込み直して、元の場所に戻ります。
page-joining = 入場しています…
page-lacks-wasm = このブラウザでは会場を動かせません。
page-lacks-webgl = このブラウザでは会場を描けません。WebGL 2 が使えないか、無効になっています。
page-lacks-start = このブラウザで会場を始められませんでした。ページを読み込み直してください。
page-lacks-drawing = グラフィックスの描画が続けて止まっています。ページを読み込み直してください。元の場所に戻れます。
page-reload = ページを読み込み直す
page-browsers = 使えるブラウザ：最新の Chrome、Edge、Firefox、Safari（16.4 以降）。パソコン、タブレット、スマートフォンのどれでも使えます。

# 入力の誤り
fault-name = お名前を入れてください。
fault-country = 国・地域を候補から選んでください。
fault-organisation = 所属の種類を選んでください。
fault-languages = 言葉は六つまで選べます。
fault-look = この姿は使えません。選び直してください。
fault-empty = 何か入力してください。
fault-too-long = { $limit } 文字以内にしてください。
fault-forbidden-character = 見えない文字や特殊な文字が含まれています。取り除いて入力し直してください。
fault-unreachable = このアドレスの会場につながりません。アドレスと通信環境をご確認ください。
fault-address = アドレスの形が正しくありません。例：http://example.org:8080

# 会場からの断り
refusal-wrong-version = プログラムと会場の版が合いません（こちらは { $client }、会場は { $server }）。プログラムを更新してください。
refusal-reserved-name = 係の者とまぎらわしいお名前です。別のお名前にしてください。
refusal-full = 会場は満員です（定員 { $capacity } 人）。数分後にもう一度お試しください。
refusal-bad-invitation = この招待は使えなくなっています。新しい招待を受け取るか、招待なしでお入りください。
refusal-barred = あと{ $time }は入場できません。お心当たりがない場合は主催者にご連絡ください。
refusal-bad-ticket = 入場券の期限が切れました。もう一度お入りください。
refusal-bad-resume-key = お席の取り置きが終わりました。もう一度お入りください。
refusal-too-fast = 操作が速すぎます。{ $seconds } 秒ほど待ってからお試しください。
refusal-not-ready = 会場の準備中です。少し待ってからお試しください。
refusal-not-allowed = この操作は許可されていません。係の者にお声がけください。
refusal-not-here = この方は退場されました。
refusal-muted = 運営により発言が止められています。あと{ $time }で話せるようになります。
refusal-quiet-zone = ここは静かに過ごす場所です。話すときは外に出てください。
refusal-not-in-circle = テーブルの会話に加わるには、まずテーブルへ行ってください。
refusal-circle-full = このテーブルは満席です（{ $capacity } 人）。別のテーブルへどうぞ。
refusal-direct-refused = この方は個別メッセージを受け取っていません。会場で話しかけてみてください。
refusal-seat-taken = その席にはすでに座っている方がいます。別の席へどうぞ。
refusal-too-far = 離れすぎています。もう少し近づいてください。
refusal-no-way = そこまで歩いて行ける道がありません。
refusal-out-of-place = 今はその操作ができません。もう一度お試しください。
refusal-unknown = すでに存在しません。
refusal-not-stored = 保存できなかったため、何も行われていません。もう一度お試しください。
refusal-not-agreed = 「プライバシーについて」と「行動のきまり」の新しい版をお読みになり、同意してください。
refusal-chat-closed = プログラムのこの部分では会場チャットは閉じています。テーブルでの会話や個別のメッセージは使えます。
refusal-no-seat = このルームに空いている席はありません。
refusal-name-wanted = ここでは名前を出して質問します。名前を出してもう一度お試しください。
refusal-too-many = 一覧がいっぱいです（{ $limit } 件待ち）。後でもう一度お試しください。
refusal-closed = 締め切られました。もう投票できません。

farewell-left = 退場しました。またお越しください。
farewell-replaced = 別のウィンドウで入場されたため、そちらに移りました。このウィンドウは閉じてかまいません。
farewell-sent-out = 運営から退場をお願いしました。落ち着いたら、またお入りいただけます。
farewell-server-stops = 会場を再起動しています。自動的に元の場所に戻ります。
farewell-protocol-error = 通信の内容を会場が理解できませんでした。プログラムを更新して、もう一度お入りください。

# つながっていない間
veil-connecting = 入場しています
veil-connecting-wait = 入口を開けています…
veil-back = 戻っています
veil-lost = 接続が切れました。場所は取ってあります。
veil-tries = { $count } 回目の接続中…
veil-end = ご来場ありがとうございました
veil-gone = 接続が切れ、つなぎ直すことができませんでした。
veil-to-door = 入口に戻る

# 上の帯
bar-title = 現在地
bar-present = この部屋 { $here } 人・会場全体 { $venue } 人
bar-led = ご案内しています
bar-following = { $name } さんについて行っています
bar-stop = 止まる
bar-chat = チャット (C)
bar-people = 参加者 (P)
bar-map = 地図 (M)
bar-programme = プログラム
bar-order = 運営記録
bar-settings = 設定
bar-help = ヘルプ (H)

# 会話
scope-near = 近く
scope-circle = テーブル
scope-room = 部屋全体
scope-direct = 個別
scope-direct-sent = 個別・送信
say-title = 発言
say-field = メッセージ
say-hint = Enter キーで入力
say-scope = 届く範囲
say-send = 送る
say-gestures = 身ぶり
say-to = { $name } さんへ
say-to-all = みんなへの発言に戻す
say-muted = 運営により、あと{ $time }は発言できません。
say-quiet = ここは静かに過ごす場所です。声は届きません。
say-no-circle = テーブルに着いていません。テーブルまで歩いてください。
say-circle = { $count ->
        [1] このテーブルにはあなただけです。
       *[other] このテーブルの { $count } 人だけに届きます。
    }
emote-wave = 手を振る
emote-clap = 拍手
emote-heart = ハート
emote-laugh = 笑う
emote-question = 質問
emote-thanks = ありがとう
emote-key = { $name }（{ $number }）
chat-title = チャット
chat-tabs = チャットの種類
chat-tab-all = すべて
chat-tab-unread = { $tab }（{ $count }）
chat-messages = メッセージ
chat-empty = まだ発言がありません。Enter キーを押して、あいさつしてみましょう。
chat-earlier = 前のメッセージを見る
chat-reply = 返信
chat-more = { $name } さんについて
chat-sent-to = { $name } さんへ

# 参加者
people-title = 参加者
people-search = 参加者を探す
people-hint = お名前または所属
people-wait = 探しています…
people-country = 国・地域
people-kind = 所属の種類
people-count = { $count } 人
people-page = { $page } / { $pages } ページ
page-back = 前へ
page-on = 次へ
filter-all = すべて
filter-count = { $name }（{ $count }）
person-you = あなた
person-away = 離席中
person-unknown = どなたか
person-look = { $name } さんの姿
person-speaks = 話せる言葉：{ $languages }
person-elsewhere = { $name } さんは別の部屋（{ $place }）にいます。
person-moderating = 運営の操作
person-mute-sure = 時間が来るまで、この方の発言は誰にも届かなくなります。
person-send-out-sure = この方に退場していただきます。また入場することはできます。
person-bar-sure = この方に退場していただきます。時間が来るまで入場できなくなります。
person-how-long = 期間
act-show = 場所を見る
act-walk = そこまで歩く
act-follow = ついて行く
act-write = メッセージ
act-block = ブロック
act-unblock = ブロックを解除
act-report = 通報
act-mute = 発言を止める
act-send-out = 退場させる
act-bar = 入場を禁止
report-what = ご記入の内容と、この方からあなたへの最近のメッセージが運営に届きます。
report-words = 何がありましたか
report-hint = 空欄でもかまいません
report-send = 通報を送る

role-visitor = 来場者
role-pupil = 児童・生徒
role-teacher = 先生
role-speaker = 登壇者
role-moderator = 運営
role-curator = 展示担当
role-host = 主催者
role-interpreter = 通訳者

# 運営記録
order-title = 運営記録
order-empty = 記録はありません。
order-older = 前の記録を見る
order-by = { $name } による
order-for = 期間：{ $time }
order-undo = 取り消す
order-undone = 取り消し済み
order-look = この方を見る

# 地図
map-title = 地図
map-plan = { $room } の地図（{ $count } 人）
map-places = 場所
map-room = 別の部屋
map-present = { $count } 人
zone-circle = { $count } 人用テーブル
zone-stage = ステージ
zone-audience = 客席
zone-quiet = 静かな場所
zone-help = 案内所
zone-door = { $room } への扉

# 設定
settings-title = 設定
settings-language = 言語
settings-shade = 配色
settings-light = 明るい
settings-dark = 暗い
settings-direct = 個別メッセージ
settings-direct-take = 受け取る
settings-direct-refuse = 受け取らない
settings-motion = 画面の動き
settings-motion-auto = システムに合わせる
settings-motion-reduced = 少なくする
settings-bandwidth = 通信量
settings-bandwidth-auto = 回線に合わせる
settings-bandwidth-low = 少なくする
settings-forget = この端末の入力内容を消す
settings-leave = 退場する
settings-leave-note = 退場すると、今いる場所は取り置かれません。

# ヘルプ
help-title = ヘルプ
help-keys = キーの使い方
help-walk = 歩く
help-run = 歩きながら押すと走る
help-click = 床をクリックすると、そこまで歩く
help-touch = タップで歩く、左の親指で進む向きを決める、二本指で拡大、人を長押しで詳しく見る
help-sit = そばの席に座る
help-say = メッセージを書く
help-back = 歩く操作に戻る・画面を閉じる
help-tab = 次のボタンや入力欄へ
help-scroll = 画面の一覧をスクロール
help-people = 参加者を見る
help-map = 地図を見る
help-emotes = 身ぶり
help-zoom = 近づける・遠ざける
help-kindness = お困りのときは、入口の案内所へお越しください。ほかの方のことは、その方の画面から通報できます。

# お知らせ
notice-title = お知らせ
notice-dismiss = このお知らせを消す
notice-resumed = 元の場所に戻りました。
notice-arrived = 到着しました。
notice-unmuted = また発言できるようになりました。
notice-report-taken = ありがとうございます。運営に届きました。
notice-reported = { $name } さんが通報されました
notice-muted = { $name } さんの発言を止めました
notice-sent-out = { $name } さんを退場させました
notice-barred = { $name } さんの入場を禁止しました
notice-undone = { $name } さんへの措置を取り消しました

# 時間の長さ
time-seconds = { $count } 秒
time-minutes = { $count } 分
time-hours = { $count } 時間
time-days = { $count } 日

# ブラウザーのページ
browser-old-page = このページは会場より古いものです。いったん閉じて、もう一度アドレスを開いてください。
browser-broken = ページで問題が起きました。もう一度読み込んでください。元の場所に戻れます。
browser-unreachable = 会場から応答がありません。インターネットへの接続を確かめて、もう一度お試しください。

# まわりのようす（画面を見ない人のために）
near-title = まわりのようす
near-world = 会場。矢印キーで歩く、Enter で書く、P で人、M で場所、H でキーの一覧。
near-where = { $room }にいます。
near-where-zone = { $room }の「{ $zone }」にいます。
near-nobody = 近くにはだれもいません。
near-people = 近くにいる人：{ $names }
near-many = 近くに約{ $count }人います。

# プログラム
strip-title = 進行中のプログラム
strip-now = 進行中：{ $title }
strip-left = 残り { $time }
strip-over = { $time } 超過
strip-next = 次：{ $title }（{ $time }）
strip-warning = 残り { $minutes } 分です
strip-time-is-up = 時間です
strip-called = まもなく開始：{ $title }（{ $room }）
strip-go-there = そこへ行く
strip-stay-here = ここに残る
strip-sit = お席におつきください。
strip-find-seat = 席を探す
programme-title = プログラム
programme-items = プログラムの項目
programme-empty = プログラムはまだありません。
programme-waits = プログラムはまだ始まっていません。時刻は開始時から数えます。
programme-open = プログラムを始める
programme-start-next = 次を始める
programme-end = 終了
programme-call = 全員に呼びかける
programme-add = 追加
programme-start = 開始
programme-edit = 変更
programme-longer = 5分延ばす
programme-up = 前へ
programme-down = 後ろへ
programme-remove = 削除
programme-minutes = { $count }分
programme-runs = 進行中
programme-over = 終了
item-greeting = あいさつ
item-talk = 講演
item-panel = パネル討論
item-mingling = 交流
item-break = 休憩
item-photograph = 記念撮影
edit-heading = 項目の変更
edit-heading-new = 新しい項目
edit-title = 題名（{ $language }）
edit-speakers = 登壇者
edit-speakers-hint = 複数のときはセミコロンで区切る
edit-start = 開始時刻（時:分）
edit-start-minutes = 開始後の分数
edit-minutes = 長さ（分）
edit-kind = 種類
edit-room = ルーム
edit-rules = その間のルームのきまり
edit-chat = 会話
rule-chat-open = いつも通り
rule-chat-closed = ステージのみ
edit-stage = ステージに上がれる人
rule-stage-invited = 招かれた人
rule-stage-speakers = 登壇者も
rule-stage-everybody = だれでも
edit-lights = 照明
rule-lights-bright = 明るい
rule-lights-dim = 暗め
edit-seating = 着席
rule-seating-free = 自由
rule-seating-seated = 着席をお願いする
edit-save = 保存
edit-cancel = 取り消す
edit-fault-title = 少なくとも一つの言語で題名を入れてください。
edit-fault-speakers = 60文字までの名前を8人まで入れられます。
edit-fault-start = 14:05 のような時刻か、分数を入れてください。
edit-fault-minutes = 1〜1440分で入れてください。

# Questions of the audience
bar-floor = 質問 (Q)
help-floor = 発表者への質問
floor-title = 質問
floor-ask = あなたの質問
floor-ask-hint = 何を聞きたいですか？
floor-send = 質問する
floor-unnamed = 名前を出さない
floor-listing = どの質問を見るか
floor-most-votes = 票の多い順
floor-newest = 新しい順
floor-answered = 回答済み
floor-hidden = 非表示
floor-wait = 質問を読み込んでいます…
floor-empty = ここにはまだ質問がありません。
floor-nameless = 名前なし
floor-answering = いま回答中
floor-pinned = 固定
floor-vote = 私も聞きたい
floor-answer = 回答: { $words }
floor-take = いま答える
floor-put-back = 待ちに戻す
floor-done = 回答済みにする
floor-write = 回答を書く
floor-pin = 固定する
floor-unpin = 固定を外す
floor-hide = 非表示にする
floor-merge = 同じ質問とまとめる
floor-merging = 同じ内容の質問はどれですか？
floor-merge-here = これと同じ
floor-merge-stop = どれでもない
floor-answer-field = 回答
floor-answer-keep = 回答を保存する
floor-answer-stop = 書かない
floor-take-unnamed = 名前なしの質問を受け付ける
floor-asked = 質問が保存され、一覧に載りました。
floor-yours-waits = あなたの質問は一覧に戻りました。
floor-yours-answering = あなたの質問にいま答えています。
floor-yours-answered = あなたの質問は回答されました。
floor-yours-hidden = モデレーターがあなたの質問を一覧から外しました。
floor-yours-merged = 同じ内容の質問とまとめられました。票は合わせて数えられます。
