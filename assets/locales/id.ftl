# Kata-kata antarmuka dalam bahasa Indonesia. Ramah, sopan, singkat.

venue-name = Hiroba
close = Tutup
back = Kembali

# Pintu masuk
door-title = Selamat datang di Hiroba
door-welcome = Perkenalkan diri Anda, lalu silakan masuk.
door-name = Nama Anda
door-name-hint = Seperti yang akan dibaca orang lain di atas kepala Anda
door-country = Negara atau wilayah
door-country-hint = Mulailah mengetik, misalnya Indonesia
door-countries = Negara yang cocok
door-no-country = Tidak ada negara dengan nama ini. Coba ejaan lain.
door-kind = Anda berasal dari
door-organisation = Organisasi
door-organisation-hint = Kota, perusahaan, sekolah … (boleh dikosongkan)
door-languages = Bahasa yang Anda kuasai
door-server = Alamat tempat acara
server-hint = http://127.0.0.1:8080
door-remember = Ingat jawaban saya di perangkat ini
join = Masuk

kind-city = Kota
kind-government = Pemerintah
kind-international = Badan internasional
kind-company = Perusahaan
kind-university = Universitas
kind-school = Sekolah
kind-ngo = LSM
kind-press = Pers
kind-other = Lainnya

look-preview = Penampilan Anda nanti
look-dice = Pilihkan untuk saya
look-skin = Kulit
look-hair = Rambut
look-hair-colour = Warna rambut
look-clothes = Pakaian
look-clothes-colour = Warna pakaian
look-accessory = Aksesori
look-place = { $part } { $number } / { $count }
look-back = { $part }: sebelumnya
look-on = { $part }: berikutnya

# Persetujuan di pintu masuk
agree-title = Sebelum Anda masuk
agree-note = Mohon baca dua teks singkat ini dan setujui keduanya.
agree-here = Saya sudah membaca keduanya dan setuju

# Halaman pintu masuk di peramban
page-skip = Ke bagian pertanyaan
page-about = Tempat untuk berjalan bersama: bertemu orang dari banyak negara, duduk semeja, mendengarkan, dan berbincang.
page-present = Kini ada di dalam: { $count }
page-rooms = Ruangan dan jumlah orang di dalamnya
page-theme-auto = Otomatis
page-look = Avatar Anda
page-more = Pengaturan lain
page-invitation = Kode undangan, jika ada
page-invited = Anda membawa undangan.
page-start-in = Anda akan mulai di sini: { $room }
page-link = Koneksi
page-link-auto = Otomatis
page-link-websocket = Hanya WebSocket, untuk jaringan yang ketat
page-bandwidth = Hemat data: lebih sedikit pembaruan, tanpa hiasan
page-motion = Tenang: lebih sedikit gerakan di layar
page-privacy = Pemberitahuan privasi
page-conduct = Tata tertib
page-agree = Saya sudah membaca pemberitahuan privasi dan tata tertib, dan saya menyetujuinya
page-agree-first = Mohon baca kedua teks dan centang kotak ini untuk masuk.
page-forget = Lupakan jawaban saya
page-forgotten = Jawaban Anda tidak lagi disimpan di perangkat ini.
page-reading = Sebentar …
page-coming = Versi peramban masih disiapkan di server. Sementara itu, Anda dapat mengisi formulir ini.
page-none = Tempat ini belum memiliki versi peramban. Silakan masuk dengan program Hiroba di komputer Anda: jalankan, lalu berikan alamat halaman ini.
page-offline = Saat ini server tidak menjawab. Halaman ini terus mencoba.
page-loading = Memuat: { $done } dari { $all } MB
page-starting = Hampir siap …
page-queued = Anda akan masuk begitu semuanya selesai dimuat.
page-returning = Anda sedang kembali ke posisi Anda …
page-drawn-anew = Kartu grafis berhenti menggambar; halaman dimuat ulang dan Anda kembali ke tempat semula.
page-joining = Anda sedang masuk …
page-lacks-wasm = Peramban ini tidak dapat menjalankan tempat ini.
page-lacks-webgl = Peramban ini tidak dapat menggambar tempat ini: WebGL 2 tidak ada atau dimatikan.
page-lacks-start = Tempat ini tidak dapat dibuka di peramban ini. Mohon muat ulang halaman.
page-lacks-drawing = Kartu grafis terus berhenti menggambar tempat ini. Muat ulang halaman; Anda kembali ke tempat semula.
page-reload = Muat ulang halaman
page-browsers = Yang dapat dipakai: Chrome dan Edge, Firefox, Safari 16.4 atau lebih baru, masing-masing versi terkini, di komputer, tablet, dan ponsel.

# Yang keliru pada jawaban
fault-name = Mohon isi nama.
fault-country = Mohon pilih negara dari daftar.
fault-organisation = Mohon pilih jenis organisasi dari daftar.
fault-languages = Mohon pilih paling banyak enam bahasa.
fault-look = Penampilan ini tidak ada di sini. Mohon pilih lagi.
fault-empty = Mohon tulis sesuatu di sini.
fault-too-long = Mohon persingkat menjadi { $limit } karakter.
fault-forbidden-character = Ada karakter tersembunyi atau khusus di sini. Mohon ketik ulang tanpa karakter itu.
fault-unreachable = Tidak ada tempat acara yang menjawab di alamat ini. Periksa alamat dan sambungan internet Anda.
fault-address = Ini bukan alamat. Bentuknya seperti http://example.org:8080

# Penolakan dari tempat acara
refusal-wrong-version = Program Anda dan tempat ini tidak cocok (versi { $client }, tempat ini memakai { $server }). Mohon perbarui program.
refusal-reserved-name = Nama ini mirip dengan nama petugas. Mohon pilih nama lain.
refusal-full = Tempat ini penuh: ada { $capacity } orang di dalam. Mohon coba lagi beberapa menit lagi.
refusal-bad-invitation = Undangan ini tidak berlaku lagi. Mintalah yang baru, atau masuk tanpa undangan.
refusal-barred = Anda belum dapat masuk selama { $time } lagi. Hubungi penyelenggara jika menurut Anda ini keliru.
refusal-bad-ticket = Tiket Anda sudah kedaluwarsa. Silakan masuk lagi.
refusal-bad-resume-key = Tempat Anda tidak lagi disimpan. Silakan masuk lagi.
refusal-too-fast = Itu terlalu cepat. Tunggu { $seconds } detik, lalu coba lagi.
refusal-not-ready = Tempat ini belum siap. Mohon coba lagi sebentar lagi.
refusal-not-allowed = Peran Anda tidak mengizinkan ini. Tanyakan kepada petugas.
refusal-not-here = Orang ini sudah pergi.
refusal-muted = Moderator membisukan Anda. Anda dapat berbicara lagi dalam { $time }.
refusal-quiet-zone = Ini sudut tenang. Keluarlah dari sini untuk berbicara.
refusal-not-in-circle = Datanglah ke sebuah meja dahulu untuk berbicara di meja itu.
refusal-circle-full = Meja ini penuh: hanya untuk { $capacity } orang. Mohon coba meja lain.
refusal-direct-refused = Orang ini tidak menerima pesan langsung. Coba sapa di aula.
refusal-seat-taken = Sudah ada yang duduk di sana. Silakan pilih kursi lain.
refusal-too-far = Itu terlalu jauh. Mendekatlah dahulu.
refusal-no-way = Tidak ada jalan ke sana.
refusal-out-of-place = Itu tidak bisa dilakukan saat ini. Mohon coba lagi.
refusal-unknown = Itu sudah tidak ada.
refusal-not-stored = Tidak dapat disimpan, jadi tidak ada yang dilakukan. Mohon coba lagi.
refusal-not-agreed = Mohon baca versi baru pemberitahuan privasi dan tata tertib, lalu setujui.
refusal-chat-closed = Obrolan ruangan ditutup selama bagian acara ini. Anda tetap bisa berbicara di meja dan mengirim pesan pribadi.
refusal-no-seat = Tidak ada kursi kosong di ruangan ini.
refusal-name-wanted = Di sini orang bertanya dengan nama. Tampilkan nama Anda dan tanyakan lagi.
refusal-too-many = Daftar penuh: { $limit } sudah menunggu. Coba lagi nanti.
refusal-closed = Sudah ditutup: suara tidak diterima lagi.

farewell-left = Anda sudah keluar. Sampai jumpa!
farewell-replaced = Anda masuk lewat jendela lain, dan tempat Anda kini ada di sana. Jendela ini boleh ditutup.
farewell-sent-out = Moderator meminta Anda keluar. Anda boleh kembali setelah tenang.
farewell-server-stops = Tempat ini sedang dimulai ulang. Anda akan kembali ke posisi Anda dengan sendirinya.
farewell-protocol-error = Tempat ini tidak memahami program Anda. Mohon perbarui, lalu masuk lagi.

# Selama tidak ada koneksi
veil-connecting = Sedang masuk
veil-connecting-wait = Pintu sedang dibuka …
veil-back = Sedang kembali
veil-lost = Koneksi terputus. Tempat Anda tetap disimpan.
veil-tries = Percobaan ke-{ $count } …
veil-end = Kunjungan Anda sudah berakhir
veil-gone = Koneksi terputus dan tidak dapat disambung lagi.
veil-to-door = Kembali ke pintu masuk

# Bilah di atas
bar-title = Di mana Anda berada
bar-present = { $here } di sini · { $venue } di seluruh tempat
bar-led = Anda sedang diantar ke sana
bar-following = Anda mengikuti { $name }
bar-stop = Berhenti
bar-chat = Obrolan (C)
bar-people = Orang (P)
bar-map = Peta (M)
bar-programme = Acara
bar-order = Ketertiban
bar-settings = Pengaturan
bar-help = Bantuan (H)

# Berbicara
scope-near = Dekat
scope-circle = Meja
scope-room = Ruangan
scope-direct = Langsung
scope-direct-sent = Langsung, terkirim
say-title = Katakan sesuatu
say-field = Pesan Anda
say-hint = Tekan Enter untuk menulis
say-scope = Siapa yang akan mendengar
say-send = Kirim
say-gestures = Isyarat
say-to = Untuk { $name }
say-to-all = Bicara lagi kepada semua
say-muted = Moderator membisukan Anda selama { $time } lagi.
say-quiet = Ini sudut tenang: tidak ada suara yang terdengar di sini.
say-no-circle = Anda tidak berada di meja mana pun. Berjalanlah ke sebuah meja untuk berbicara di sana.
say-circle = { $count ->
        [1] Anda sendirian di meja ini.
       *[other] { $count } orang di meja ini mendengar Anda, dan tidak ada yang lain.
    }
emote-wave = Melambai
emote-clap = Tepuk tangan
emote-heart = Hati
emote-laugh = Tertawa
emote-question = Bertanya
emote-thanks = Terima kasih
emote-key = { $name } ({ $number })
chat-title = Obrolan
chat-tabs = Bagian obrolan
chat-tab-all = Semua
chat-tab-unread = { $tab } ({ $count })
chat-messages = Pesan
chat-empty = Belum ada yang berbicara. Tekan Enter dan ucapkan salam!
chat-earlier = Tampilkan pesan sebelumnya
chat-reply = Balas
chat-more = Lebih lanjut tentang { $name }
chat-sent-to = Anda kepada { $name }

# Orang
people-title = Orang
people-search = Cari orang
people-hint = Nama atau organisasi
people-wait = Mencari …
people-country = Negara
people-kind = Jenis organisasi
people-count = { $count } orang
people-page = Halaman { $page } dari { $pages }
page-back = Sebelumnya
page-on = Berikutnya
filter-all = Semua
filter-count = { $name } { $count }
person-you = Anda
person-away = Sedang pergi
person-unknown = Seseorang
person-look = Avatar { $name }
person-speaks = Berbahasa { $languages }
person-elsewhere = { $name } ada di ruangan lain: { $place }.
person-moderating = Menjaga ketertiban
person-mute-sure = Tidak ada yang akan mendengar orang ini sampai waktunya habis.
person-send-out-sure = Orang ini harus keluar, dan boleh kembali.
person-bar-sure = Orang ini harus keluar dan tidak dapat kembali sampai waktunya habis.
person-how-long = Berapa lama?
act-show = Tunjukkan tempatnya
act-walk = Antar saya ke sana
act-follow = Ikuti
act-write = Kirim pesan
act-block = Blokir
act-unblock = Buka blokir
act-report = Laporkan
act-mute = Bisukan
act-send-out = Keluarkan
act-bar = Larang masuk
report-what = Moderator menerima kata-kata Anda dan pesan terakhir orang ini kepada Anda.
report-words = Apa yang terjadi?
report-hint = Boleh dikosongkan
report-send = Kirim laporan

role-visitor = Pengunjung
role-pupil = Murid
role-teacher = Guru
role-speaker = Pembicara
role-moderator = Moderator
role-curator = Kurator
role-host = Tuan rumah
role-interpreter = Juru bahasa

# Catatan moderator
order-title = Catatan moderator
order-empty = Tidak ada kejadian. Bagus!
order-older = Tampilkan catatan sebelumnya
order-by = oleh { $name }
order-for = selama { $time }
order-undo = Batalkan
order-undone = dibatalkan
order-look = Lihat orangnya

# Peta
map-title = Peta
map-plan = Peta { $room } dengan { $count } orang
map-places = Tempat
map-room = Ruangan lain
map-present = { $count } orang
zone-circle = Meja untuk { $count }
zone-stage = Panggung
zone-audience = Kursi di depan panggung
zone-quiet = Sudut tenang
zone-help = Meja bantuan
zone-door = Pintu ke { $room }

# Pengaturan
settings-title = Pengaturan
settings-language = Bahasa
settings-shade = Warna
settings-light = Terang
settings-dark = Gelap
settings-direct = Pesan langsung
settings-direct-take = Dari semua orang
settings-direct-refuse = Tidak dari siapa pun
settings-motion = Gerakan di layar
settings-motion-auto = Mengikuti sistem
settings-motion-reduced = Lebih sedikit
settings-bandwidth = Jumlah data
settings-bandwidth-auto = Mengikuti koneksi
settings-bandwidth-low = Sedikit
settings-forget = Lupakan jawaban saya di perangkat ini
settings-leave = Keluar dari tempat ini
settings-leave-note = Jika Anda keluar, posisi Anda tidak disimpan.

# Bantuan
help-title = Bantuan
help-keys = Tombol
help-walk = Berjalan
help-run = Berlari sambil berjalan
help-click = Klik lantai untuk berjalan ke sana
help-touch = Ketuk untuk berjalan, arahkan dengan ibu jari kiri, perbesar dengan dua jari, tekan lama seseorang untuk kartunya
help-sit = Duduk di kursi di sebelah Anda
help-say = Menulis pesan
help-back = Kembali berjalan, menutup panel
help-tab = Tombol atau kolom berikutnya
help-scroll = Menggulir panel
help-people = Siapa saja di sini
help-map = Peta
help-emotes = Isyarat
help-zoom = Lebih dekat, lebih jauh
help-kindness = Jika butuh bantuan, datanglah ke meja bantuan di pintu masuk, atau laporkan orangnya dari kartunya.

# Pemberitahuan
notice-title = Pemberitahuan
notice-dismiss = Singkirkan pemberitahuan ini
notice-resumed = Anda kembali di posisi Anda.
notice-arrived = Anda sudah sampai.
notice-unmuted = Anda dapat berbicara lagi.
notice-report-taken = Terima kasih. Laporan Anda sudah diterima moderator.
notice-reported = { $name } dilaporkan
notice-muted = { $name } dibisukan
notice-sent-out = { $name } dikeluarkan
notice-barred = { $name } dilarang masuk
notice-undone = Sudah dibatalkan untuk { $name }

# Lama waktu
time-seconds = { $count } detik
time-minutes = { $count } menit
time-hours = { $count } jam
time-days = { $count } hari

# Halaman di peramban
browser-old-page = Halaman ini lebih lama daripada tempat acara. Tutup, lalu buka lagi alamatnya.
browser-broken = Ada yang rusak di halaman ini. Muat ulang; Anda kembali ke tempat semula.
browser-unreachable = Tempat acara tidak menjawab. Periksa sambungan internet Anda, lalu coba lagi.

# Apa yang ada di sekitar seseorang, bagi yang tidak melihatnya
near-title = Di sekitar Anda
near-world = Tempat pertemuan. Tombol panah untuk berjalan, Enter untuk menulis, P untuk orang, M untuk tempat, H untuk semua tombol.
near-where = Anda berada di { $room }.
near-where-zone = Anda berada di { $room }, di { $zone }.
near-nobody = Tidak ada orang di dekat Anda.
near-people = Di dekat Anda: { $names }
near-many = Banyak orang di dekat Anda: sekitar { $count }.

# Acara
strip-title = Yang sedang berlangsung
strip-now = Sekarang: { $title }
strip-left = { $time } lagi
strip-over = lewat { $time }
strip-next = Berikutnya: { $title }, { $time }
strip-warning = Tinggal { $minutes } menit
strip-time-is-up = Waktu habis
strip-called = Dimulai sekarang di { $room }: { $title }
strip-go-there = Jalan ke sana
strip-stay-here = Tetap di sini
strip-sit = Silakan duduk.
strip-find-seat = Carikan kursi
programme-title = Acara
programme-items = Susunan acara
programme-empty = Belum ada acara.
programme-waits = Acara belum dibuka. Waktunya dihitung sejak dibuka.
programme-open = Buka acara
programme-start-next = Mulai berikutnya
programme-end = Akhiri
programme-call = Panggil semua
programme-add = Tambah
programme-start = Mulai
programme-edit = Ubah
programme-longer = Tambah 5 menit
programme-up = Lebih awal
programme-down = Lebih akhir
programme-remove = Hapus
programme-minutes = { $count } mnt
programme-runs = berlangsung
programme-over = selesai
item-greeting = Sambutan
item-talk = Ceramah
item-panel = Diskusi panel
item-mingling = Ramah tamah
item-break = Istirahat
item-photograph = Foto bersama
edit-heading = Ubah mata acara ini
edit-heading-new = Mata acara baru
edit-title = Judul ({ $language })
edit-speakers = Pembicara
edit-speakers-hint = Jika beberapa, pisahkan dengan titik koma
edit-start = Mulai pukul (jam:menit)
edit-start-minutes = Mulai setelah (menit)
edit-minutes = Lamanya (menit)
edit-kind = Jenis
edit-room = Ruangan
edit-rules = Selama itu di ruangan
edit-chat = Obrolan
rule-chat-open = Seperti biasa
rule-chat-closed = Hanya di panggung
edit-stage = Yang naik panggung
rule-stage-invited = Yang diundang
rule-stage-speakers = Pembicara juga
rule-stage-everybody = Semua orang
edit-lights = Lampu
rule-lights-bright = Terang
rule-lights-dim = Redup
edit-seating = Tempat duduk
rule-seating-free = Bebas
rule-seating-seated = Minta semua duduk
edit-save = Simpan
edit-cancel = Batal
edit-fault-title = Beri judul setidaknya dalam satu bahasa.
edit-fault-speakers = Paling banyak delapan nama, masing-masing 60 huruf.
edit-fault-start = Tulis waktu seperti 14:05, atau menit.
edit-fault-minutes = Isi 1 sampai 1440 menit.

# Questions of the audience
bar-floor = Pertanyaan (Q)
help-floor = Pertanyaan untuk penyaji
floor-title = Pertanyaan
floor-ask = Pertanyaan Anda
floor-ask-hint = Apa yang ingin Anda ketahui?
floor-send = Tanyakan
floor-unnamed = Tanpa nama saya
floor-listing = Pertanyaan yang mana
floor-most-votes = Suara terbanyak
floor-newest = Terbaru
floor-answered = Terjawab
floor-hidden = Disembunyikan
floor-wait = Pertanyaan sedang dimuat …
floor-empty = Belum ada pertanyaan di sini.
floor-nameless = Tanpa nama
floor-answering = Sedang dijawab
floor-pinned = Disematkan
floor-vote = Saya juga bertanya
floor-answer = Jawaban: { $words }
floor-take = Jawab sekarang
floor-put-back = Biarkan menunggu lagi
floor-done = Tandai terjawab
floor-write = Tulis jawaban
floor-pin = Sematkan
floor-unpin = Lepas sematan
floor-hide = Sembunyikan
floor-merge = Sama dengan yang lain
floor-merging = Pertanyaan mana yang sama?
floor-merge-here = Yang ini sama
floor-merge-stop = Tidak ada
floor-answer-field = Jawaban
floor-answer-keep = Simpan jawaban
floor-answer-stop = Tidak jadi menulis
floor-take-unnamed = Terima pertanyaan tanpa nama
floor-asked = Pertanyaan Anda tersimpan dan ada di daftar.
floor-yours-waits = Pertanyaan Anda menunggu lagi di daftar.
floor-yours-answering = Pertanyaan Anda sedang dijawab.
floor-yours-answered = Pertanyaan Anda sudah dijawab.
floor-yours-hidden = Seorang moderator mengeluarkan pertanyaan Anda dari daftar.
floor-yours-merged = Pertanyaan lain sama dengan milik Anda; suara untuk keduanya dihitung bersama.
