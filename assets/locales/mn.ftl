# Дэлгэцийн үгс, монгол хэлээр. Эелдэг, энгийн, товч.

venue-name = Hiroba
close = Хаах
back = Буцах

# Үүд
door-title = Hiroba-д тавтай морилно уу
door-welcome = Өөрийгөө танилцуулаад орж ирээрэй.
door-name = Таны нэр
door-name-hint = Толгойн тань дээр ингэж харагдана
door-country = Улс, бүс нутаг
door-country-hint = Бичиж эхлээрэй, жишээ нь: Монгол
door-countries = Тохирох улсууд
door-no-country = Ийм нэртэй улс олдсонгүй. Өөрөөр бичиж үзнэ үү.
door-kind = Та хаанаас ирсэн бэ
door-organisation = Байгууллага
door-organisation-hint = Хот, компани, сургууль … (хоосон үлдээж болно)
door-languages = Таны мэддэг хэл
door-server = Талбайн хаяг
server-hint = http://127.0.0.1:8080
door-remember = Миний хариултыг энэ төхөөрөмжид сануулах
join = Орох

kind-city = Хот
kind-government = Төрийн байгууллага
kind-international = Олон улсын байгууллага
kind-company = Компани
kind-university = Их сургууль
kind-school = Сургууль
kind-ngo = ТББ
kind-press = Хэвлэл мэдээлэл
kind-other = Бусад

look-preview = Таны харагдах байдал
look-dice = Санамсаргүй
look-skin = Арьс
look-hair = Үс
look-hair-colour = Үсний өнгө
look-clothes = Хувцас
look-clothes-colour = Хувцасны өнгө
look-accessory = Гоёл
look-place = { $part } { $number } / { $count }
look-back = { $part }: өмнөх
look-on = { $part }: дараах

# Үүдэн дэх зөвшөөрөл
agree-title = Орохын өмнө
agree-note = Та хоёр богино бичвэр уншиж, зөвшөөрсний дараа орно уу.
agree-here = Хоёуланг нь уншсан, зөвшөөрч байна

# Хөтөч дэх үүдний хуудас
page-skip = Асуултууд руу очих
page-about = Хамтдаа алхаж, олон орны хүмүүстэй танилцаж, ширээ тойрон сууж, сонсож, ярилцах газар.
page-present = Одоо дотор байгаа: { $count }
page-rooms = Өрөөнүүд ба тэдгээрт байгаа хүний тоо
page-theme-auto = Автомат
page-look = Таны дүр
page-more = Бусад тохиргоо
page-invitation = Урилгын код (хэрэв байвал)
page-invited = Та урилгатай ирлээ.
page-start-in = Таны эхлэх газар: { $room }
page-link = Холболт
page-link-auto = Автомат
page-link-websocket = Зөвхөн WebSocket (хязгаарлалттай сүлжээнд)
page-bandwidth = Дата хэмнэх: цөөн шинэчлэлт, чимэглэлгүй
page-motion = Тайван горим: дэлгэцийн хөдөлгөөнийг багасгах
page-privacy = Хувийн мэдээллийн тухай
page-conduct = Ёс зүйн дүрэм
page-agree = Би хувийн мэдээллийн тухай мэдэгдэл, ёс зүйн дүрмийг уншсан бөгөөд зөвшөөрч байна
page-agree-first = Орохын тулд хоёр бичвэрийг уншаад, тэмдэглэнэ үү.
page-forget = Миний хариултыг мартах
page-forgotten = Таны хариултыг энэ төхөөрөмжөөс устгалаа.
page-reading = Түр хүлээнэ үү …
page-coming = Хөтчийн хувилбарыг сервер дээр бэлтгэж байна. Та энэ хооронд хариултаа бөглөж болно.
page-none = Энэ талбайд хөтчийн хувилбар хараахан алга. Компьютерын Hiroba програмыг ажиллуулж, энэ хуудасны хаягийг өгөөд орно уу.
page-offline = Сервер одоогоор хариулахгүй байна. Энэ хуудас дахин оролдсоор байна.
page-loading = Ачаалж байна: { $done } / { $all } МБ
page-starting = Бараг бэлэн …
page-queued = Ачаалж дуусмагц та орно.
page-returning = Та байрандаа буцаж очиж байна …
page-drawn-anew = Зураглал зогслоо. Хуудас дахин ачаалж байна, та байсан газартаа эргэн орно.
page-joining = Та орж байна …
page-lacks-wasm = Энэ хөтөч дээр талбай ажиллахгүй байна.
page-lacks-webgl = Энэ хөтөч талбайг зурж чадахгүй байна: WebGL 2 байхгүй эсвэл унтраалттай.
page-lacks-start = Энэ хөтөч дээр талбайг эхлүүлж чадсангүй. Хуудсыг дахин ачаална уу.
page-lacks-drawing = Зураглал дахин дахин зогсож байна. Хуудсыг дахин ачаална уу; та байсан газартаа эргэн орно.
page-reload = Хуудсыг дахин ачаалах
page-browsers = Эдгээр хөтчийн шинэ хувилбар ажиллана: Chrome, Edge, Firefox, Safari (16.4-өөс хойш). Компьютер, таблет, утас алинд нь ч болно.

# Хариултын алдаа
fault-name = Нэрээ бичнэ үү.
fault-country = Жагсаалтаас улсаа сонгоно уу.
fault-organisation = Жагсаалтаас байгууллагын төрлөө сонгоно уу.
fault-languages = Зургаа хүртэл хэл сонгоно уу.
fault-look = Ийм дүр энд байхгүй. Дахин сонгоно уу.
fault-empty = Энд ямар нэг зүйл бичнэ үү.
fault-too-long = { $limit } тэмдэгтээс хэтрүүлэлгүй товчилно уу.
fault-forbidden-character = Далд эсвэл тусгай тэмдэгт орсон байна. Түүнгүйгээр дахин бичнэ үү.
fault-unreachable = Энэ хаяг дээр талбай хариулахгүй байна. Хаяг болон интернэт холболтоо шалгана уу.
fault-address = Энэ хаяг биш байна. Ийм хэлбэртэй байх ёстой: http://example.org:8080

# Талбайн татгалзал
refusal-wrong-version = Таны програм талбайтай таарахгүй байна (таных { $client }, талбайнх { $server }). Програмаа шинэчилнэ үү.
refusal-reserved-name = Энэ нэр ажилтных шиг харагдаж байна. Өөр нэр сонгоно уу.
refusal-full = Талбай дүүрсэн байна: дотор { $capacity } хүн байна. Хэдэн минутын дараа дахин оролдоно уу.
refusal-bad-invitation = Энэ урилга хүчингүй болсон. Шинэ урилга авах эсвэл урилгагүйгээр орно уу.
refusal-barred = Та дахиад { $time } орох боломжгүй. Андуурсан гэж бодож байвал зохион байгуулагчид хандана уу.
refusal-bad-ticket = Тасалбарын тань хугацаа дууссан. Дахин орно уу.
refusal-bad-resume-key = Таны байрыг цаашид хадгалаагүй. Дахин орно уу.
refusal-too-fast = Хэтэрхий хурдан байна. { $seconds } секунд хүлээгээд дахин оролдоно уу.
refusal-not-ready = Талбай хараахан бэлэн болоогүй байна. Удахгүй дахин оролдоно уу.
refusal-not-allowed = Таны эрх үүнд хүрэхгүй. Ажилтанд хандана уу.
refusal-not-here = Энэ хүн явсан байна.
refusal-muted = Зохицуулагч таны яриаг түр хаасан. { $time } өнгөрсний дараа дахин ярьж болно.
refusal-quiet-zone = Энэ бол нам гүм булан. Ярихын тулд гадагш гарна уу.
refusal-not-in-circle = Ширээнийхэнтэй ярихын тулд эхлээд ширээнд очно уу.
refusal-circle-full = Энэ ширээ дүүрсэн: { $capacity } хүний суудалтай. Өөр ширээ сонгоно уу.
refusal-direct-refused = Энэ хүн хувийн зурвас авдаггүй. Танхимд уулзаж яриарай.
refusal-seat-taken = Тэнд өөр хүн сууж байна. Өөр суудал сонгоно уу.
refusal-too-far = Хэтэрхий хол байна. Эхлээд ойртоно уу.
refusal-no-way = Тийшээ алхаж очих зам алга.
refusal-out-of-place = Одоогоор болохгүй байна. Дахин оролдоно уу.
refusal-unknown = Тэр зүйл байхгүй болсон.
refusal-not-stored = Хадгалж чадсангүй, тиймээс юу ч хийгдээгүй. Дахин оролдоно уу.
refusal-not-agreed = Хувийн мэдээллийн тухай мэдэгдэл, ёс зүйн дүрмийн шинэ хувилбарыг уншаад зөвшөөрнө үү.
refusal-chat-closed = Хөтөлбөрийн энэ хэсэгт танхимын чат хаалттай. Ширээндээ ярилцаж, хүнд хувийн зурвас бичиж болно.
refusal-no-seat = Энэ өрөөнд сул суудал алга.
refusal-name-wanted = Энд нэрээ бичиж асуудаг. Нэрээ гаргаад дахин асууна уу.
refusal-too-many = Жагсаалт дүүрсэн: { $limit } нь хүлээж байна. Дараа дахин оролдоно уу.
refusal-closed = Хаагдсан тул санал авахаа больсон.

farewell-left = Та гарлаа. Дахин уулзацгаая!
farewell-replaced = Та өөр цонхоор орсон тул байр тань тэнд шилжлээ. Энэ цонхыг хааж болно.
farewell-sent-out = Зохицуулагч таныг гарахыг хүслээ. Тайвширсныхаа дараа эргэн ирж болно.
farewell-server-stops = Талбайг дахин эхлүүлж байна. Та байрандаа өөрөө эргэн очно.
farewell-protocol-error = Талбай энэ програмыг ойлгосонгүй. Програмаа шинэчлээд дахин орно уу.

# Холбоогүй байх үед
veil-connecting = Орж байна
veil-connecting-wait = Хаалга нээгдэж байна …
veil-back = Буцаж байна
veil-lost = Холболт тасарлаа. Таны байр хадгалагдаж байна.
veil-tries = { $count } дахь оролдлого …
veil-end = Таны айлчлал дууслаа
veil-gone = Холболт тасарсан бөгөөд дахин холбогдож чадсангүй.
veil-to-door = Үүд рүү буцах

# Дээд самбар
bar-title = Та хаана байна
bar-present = Энд { $here } · бүх талбайд { $venue }
bar-led = Таныг тийш дагуулж байна
bar-following = Таны дагаж яваа хүн: { $name }
bar-stop = Зогсох
bar-chat = Чат (C)
bar-people = Хүмүүс (P)
bar-map = Газрын зураг (M)
bar-programme = Хөтөлбөр
bar-order = Дэг журам
bar-settings = Тохиргоо
bar-help = Тусламж (H)

# Яриа
scope-near = Ойр
scope-circle = Ширээ
scope-room = Өрөө
scope-direct = Хувийн
scope-direct-sent = Хувийн, илгээсэн
say-title = Юм хэлэх
say-field = Таны зурвас
say-hint = Бичихийн тулд Enter дарна уу
say-scope = Хэн сонсох вэ
say-send = Илгээх
say-gestures = Дохио
say-to = Хүлээн авагч: { $name }
say-to-all = Дахин бүгдэд хандаж ярих
say-muted = Зохицуулагч таны яриаг хаасан, үлдсэн хугацаа: { $time }.
say-quiet = Энэ бол нам гүм булан: энд хэний ч яриа сонсогдохгүй.
say-no-circle = Та ширээнд суугаагүй байна. Ярихын тулд ширээ рүү очно уу.
say-circle = { $count ->
        [1] Энэ ширээнд та ганцаараа байна.
       *[other] Энэ ширээний { $count } хүн таныг сонсоно, өөр хэн ч биш.
    }
emote-wave = Даллах
emote-clap = Алга таших
emote-heart = Зүрх
emote-laugh = Инээх
emote-question = Асуулт
emote-thanks = Баярлалаа
emote-key = { $name } ({ $number })
chat-title = Чат
chat-tabs = Чатын хэсэг
chat-tab-all = Бүгд
chat-tab-unread = { $tab } ({ $count })
chat-messages = Зурвасууд
chat-empty = Хараахан юу ч яриагүй байна. Enter дараад мэндлээрэй!
chat-earlier = Өмнөх зурвасуудыг харуулах
chat-reply = Хариулах
chat-more = { $name }: дэлгэрэнгүй
chat-sent-to = Та → { $name }

# Хүмүүс
people-title = Хүмүүс
people-search = Хүн хайх
people-hint = Нэр эсвэл байгууллага
people-wait = Хайж байна …
people-country = Улс
people-kind = Байгууллагын төрөл
people-count = { $count } хүн
people-page = { $page }-р хуудас, нийт { $pages }
page-back = Өмнөх
page-on = Дараах
filter-all = Бүгд
filter-count = { $name } { $count }
person-you = Та
person-away = Түр байхгүй
person-unknown = Хэн нэгэн
person-look = { $name }: дүр
person-speaks = Мэддэг хэл: { $languages }
person-elsewhere = { $name } өөр өрөөнд байна: { $place }.
person-moderating = Дэг журам сахиулах
person-mute-sure = Хугацаа дуустал энэ хүнийг хэн ч сонсохгүй.
person-send-out-sure = Энэ хүн гарах ёстой, гэхдээ эргэн орж болно.
person-bar-sure = Энэ хүн гарах ёстой бөгөөд хугацаа дуустал эргэн орж чадахгүй.
person-how-long = Хэр удаан?
act-show = Хаана байгааг харуулах
act-walk = Тийш дагуулах
act-follow = Дагах
act-write = Зурвас бичих
act-block = Хориглох
act-unblock = Хоригийг авах
act-report = Мэдээлэх
act-mute = Дуугүй болгох
act-send-out = Гаргах
act-bar = Орохыг хориглох
report-what = Таны бичсэн үг болон энэ хүний танд илгээсэн сүүлийн зурвасууд зохицуулагчдад очно.
report-words = Юу болсон бэ?
report-hint = Хоосон үлдээж болно
report-send = Мэдээллийг илгээх

role-visitor = Зочин
role-pupil = Сурагч
role-teacher = Багш
role-speaker = Илтгэгч
role-moderator = Зохицуулагч
role-curator = Үзэсгэлэн хариуцагч
role-host = Эзэн
role-interpreter = Орчуулагч

# Зохицуулагчдын тэмдэглэл
order-title = Зохицуулагчдын тэмдэглэл
order-empty = Юу ч болоогүй. Сайхан байна!
order-older = Өмнөх тэмдэглэлүүдийг харуулах
order-by = хийсэн: { $name }
order-for = хугацаа: { $time }
order-undo = Буцаах
order-undone = буцаасан
order-look = Хүнийг харах

# Газрын зураг
map-title = Газрын зураг
map-plan = { $room }, { $count } хүнтэй зураг
map-places = Газрууд
map-room = Өөр өрөө
map-present = { $count } хүн
zone-circle = { $count } хүний ширээ
zone-stage = Тайз
zone-audience = Тайзны өмнөх суудал
zone-quiet = Нам гүм булан
zone-help = Тусламжийн ширээ
zone-door = Хаалга: { $room }

# Тохиргоо
settings-title = Тохиргоо
settings-language = Хэл
settings-shade = Өнгө
settings-light = Цайвар
settings-dark = Бараан
settings-direct = Хувийн зурвас
settings-direct-take = Бүх хүнээс авна
settings-direct-refuse = Хэнээс ч авахгүй
settings-motion = Дэлгэцийн хөдөлгөөн
settings-motion-auto = Системийн тохиргоогоор
settings-motion-reduced = Багасгах
settings-bandwidth = Өгөгдлийн хэмжээ
settings-bandwidth-auto = Холболтын хурдаар
settings-bandwidth-low = Бага
settings-forget = Энэ төхөөрөмж дээрх хариултыг мартах
settings-leave = Талбайгаас гарах
settings-leave-note = Та гарвал байр тань хадгалагдахгүй.

# Тусламж
help-title = Тусламж
help-keys = Товчлуурууд
help-walk = Алхах
help-run = Алхаж байхдаа дарвал гүйнэ
help-click = Шалан дээр дарвал тийшээ алхана
help-touch = Товшсон газар руу алхана, зүүн эрхий хуруугаар чиглүүлнэ, хоёр хуруугаар ойртуулна, хүн дээр удаан дарж картыг нь нээнэ
help-sit = Хажуудах суудалд суух
help-say = Зурвас бичих
help-back = Алхах руу буцах, самбарыг хаах
help-tab = Дараагийн товч эсвэл талбар
help-scroll = Самбарыг гүйлгэх
help-people = Энд хэн байна
help-map = Газрын зураг
help-emotes = Дохио
help-zoom = Ойртуулах, холдуулах
help-kindness = Тусламж хэрэгтэй бол үүдэн дэх тусламжийн ширээнд очоорой, эсвэл тухайн хүний картаас мэдээлээрэй.

# Мэдэгдэл
notice-title = Мэдэгдэл
notice-dismiss = Энэ мэдэгдлийг хаах
notice-resumed = Та байрандаа эргэн ирлээ.
notice-arrived = Та хүрч ирлээ.
notice-unmuted = Та дахин ярьж болно.
notice-report-taken = Баярлалаа. Таны мэдээлэл зохицуулагчдад хүрлээ.
notice-reported = Мэдээлсэн: { $name }
notice-muted = Дуугүй болгосон: { $name }
notice-sent-out = Гаргасан: { $name }
notice-barred = Орохыг хориглосон: { $name }
notice-undone = Буцаасан: { $name }

# Хугацаа
time-seconds = { $count } секунд
time-minutes = { $count } минут
time-hours = { $count } цаг
time-days = { $count } хоног

# Браузерын хуудас
browser-old-page = Энэ хуудас талбайгаас хуучирсан байна. Хаагаад хаягаа дахин нээнэ үү.
browser-broken = Энэ хуудсанд алдаа гарлаа. Дахин ачаална уу; та байсан газартаа эргэн орно.
browser-unreachable = Талбай хариу өгөхгүй байна. Интернэт холболтоо шалгаад дахин оролдоно уу.

# Эргэн тойронд юу байгаа нь, дэлгэцийг хардаггүй хүнд зориулав
near-title = Таны эргэн тойронд
near-world = Уулзалтын газар. Сумтай товчоор алхана, Enter дарж бичнэ, P нь хүмүүс, M нь газрууд, H нь бүх товч.
near-where = Та энд байна: { $room }.
near-where-zone = Та энд байна: { $room }, { $zone }.
near-nobody = Таны ойролцоо хүн алга.
near-people = Таны ойролцоо: { $names }
near-many = Таны ойролцоо олон хүн байна: ойролцоогоор { $count }.

# Хөтөлбөр
strip-title = Одоо юу болж байна
strip-now = Одоо: { $title }
strip-left = { $time } үлдсэн
strip-over = { $time } хэтэрсэн
strip-next = Дараа нь: { $title }, { $time }
strip-warning = { $minutes } минут үлдлээ
strip-time-is-up = Цаг дууслаа
strip-called = { $room }-д одоо эхэлж байна: { $title }
strip-go-there = Тийш очих
strip-stay-here = Эндээ үлдэх
strip-sit = Суудалдаа сууна уу.
strip-find-seat = Суудал олох
programme-title = Хөтөлбөр
programme-items = Хөтөлбөрийн хэсгүүд
programme-empty = Хөтөлбөр хараахан алга.
programme-waits = Хөтөлбөр нээгдээгүй байна. Цаг нь нээгдсэн үеэс тоологдоно.
programme-open = Хөтөлбөрийг нээх
programme-start-next = Дараагийнхыг эхлүүлэх
programme-end = Дуусгах
programme-call = Бүгдийг дуудах
programme-add = Нэмэх
programme-start = Эхлүүлэх
programme-edit = Өөрчлөх
programme-longer = 5 минут нэмэх
programme-up = Урагшлуулах
programme-down = Хойшлуулах
programme-remove = Хасах
programme-minutes = { $count } мин
programme-runs = явагдаж байна
programme-over = дууссан
item-greeting = Мэндчилгээ
item-talk = Илтгэл
item-panel = Хэлэлцүүлэг
item-mingling = Чөлөөт ярилцлага
item-break = Завсарлага
item-photograph = Зураг авалт
edit-heading = Энэ хэсгийг өөрчлөх
edit-heading-new = Шинэ хэсэг
edit-title = Гарчиг ({ $language })
edit-speakers = Илтгэгчид
edit-speakers-hint = Олон бол цэгтэй таслалаар тусгаарлана
edit-start = Эхлэх цаг (цаг:минут)
edit-start-minutes = Нээснээс хойш (минут)
edit-minutes = Үргэлжлэх хугацаа (минут)
edit-kind = Төрөл
edit-room = Өрөө
edit-rules = Энэ хооронд өрөөнд
edit-chat = Ярих
rule-chat-open = Үргэлжийн адил
rule-chat-closed = Зөвхөн тайзан дээр
edit-stage = Тайзан дээр гарах нь
rule-stage-invited = Уригдсан хүн
rule-stage-speakers = Илтгэгчид ч
rule-stage-everybody = Хүн бүр
edit-lights = Гэрэл
rule-lights-bright = Тод
rule-lights-dim = Бүдэг
edit-seating = Суух
rule-seating-free = Дураараа
rule-seating-seated = Суухыг хүсэх
edit-save = Хадгалах
edit-cancel = Болих
edit-fault-title = Ядаж нэг хэлээр гарчиг өгнө үү.
edit-fault-speakers = 60 хүртэл үсэгтэй, найм хүртэл нэр.
edit-fault-start = 14:05 мэтийн цаг эсвэл минут оруулна уу.
edit-fault-minutes = 1-ээс 1440 минут оруулна уу.

# Questions of the audience
bar-floor = Асуулт (Q)
help-floor = Илтгэгчээс асуух асуулт
floor-title = Асуултууд
floor-ask = Таны асуулт
floor-ask-hint = Та юу мэдмээр байна?
floor-send = Асуух
floor-unnamed = Нэрээ бичихгүй
floor-listing = Аль асуултыг харах
floor-most-votes = Санал олонтой
floor-newest = Шинэ
floor-answered = Хариулсан
floor-hidden = Нуусан
floor-wait = Асуултуудыг уншиж байна …
floor-empty = Энд одоогоор асуулт алга.
floor-nameless = Нэргүй
floor-answering = Одоо хариулж байна
floor-pinned = Тогтоосон
floor-vote = Би ч бас асууя
floor-answer = Хариулт: { $words }
floor-take = Одоо хариулах
floor-put-back = Дахин хүлээлгэх
floor-done = Хариулсан гэж тэмдэглэх
floor-write = Хариултыг бичих
floor-pin = Дээр тогтоох
floor-unpin = Тогтоохоо болих
floor-hide = Нуух
floor-merge = Адил асуулттай нэгтгэх
floor-merging = Аль асуулт нь адил вэ?
floor-merge-here = Энэ нь адил
floor-merge-stop = Аль нь ч биш
floor-answer-field = Хариулт
floor-answer-keep = Хариултыг хадгалах
floor-answer-stop = Бичихгүй
floor-take-unnamed = Нэргүй асуулт авах
floor-asked = Таны асуулт хадгалагдаж, жагсаалтад орлоо.
floor-yours-waits = Таны асуулт жагсаалтад буцаж орлоо.
floor-yours-answering = Таны асуултад одоо хариулж байна.
floor-yours-answered = Таны асуултад хариуллаа.
floor-yours-hidden = Зохицуулагч таны асуултыг жагсаалтаас хаслаа.
floor-yours-merged = Таныхтай адил асуулттай нэгтгэлээ; хоёр асуултын саналыг хамт тоолно.
