# %% [markdown]
# # lkj-audit dari Python
#
# Sel-sel ini dapat dijalankan satu per satu di Jupyter, VS Code, atau Spyder, atau sekaligus dengan
# `python docs/contoh_api.py`. Yang dipakai adalah laporan contoh di `samples/`; gantilah dengan PDF Anda.

# %%
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

from lkj_audit import audit
from lkj_audit.versions import diff

laporan = Path(__file__).parents[1] / "samples" / "kpu-temuan-2023.pdf"
hasil = audit(laporan)
print(hasil.identity.satker, hasil.identity.year, f"{hasil.pages} halaman,", len(hasil.findings), "temuan")

# %% [markdown]
# Setiap temuan membawa buktinya: halaman, kotak (titik PDF dari kiri atas), teks yang tertulis, dan angkanya sebagai
# `Decimal`.

# %%
for temuan in hasil.findings[:5]:
    bukti = temuan.evidence[0]
    print(temuan.rule, temuan.severity, f"hlm. {bukti.place.page}", bukti.place.bbox, bukti.value.text)

# %% [markdown]
# Aturan yang tidak dinilai disebut juga: tanpa temuan tidak berarti sudah diperiksa.

# %%
print([(tidak.rule, tidak.reason) for tidak in hasil.not_evaluated][:5])

# %% [markdown]
# `to_frames()` memberikan semua yang terbaca sebagai tabel pandas: anggaran, indikator, pegawai, tabel, temuan, ….
# Uang dan persentase tetap `Decimal`, tidak pernah menjadi pecahan biner.

# %%
tabel = hasil.to_frames()
print(tabel["findings"][["rule", "severity", "stated", "expected", "difference"]].head())
anggaran = tabel["budget"]
print(anggaran.loc[anggaran["level"] == "total", ["name", "pagu", "realisasi", "persen"]])

# %% [markdown]
# `save()` memilih bentuknya dari akhiran nama berkas: `.html`, `.xlsx` (kertas kerja), `.docx` (catatan hasil reviu),
# `…checklist.docx` (formulir), `.json`, `.jsonl`, `.csv`, `.sarif`, `.xml` (JUnit), atau `.pdf` (salinan bercatatan).

# %%
folder = Path(mkdtemp())
for nama in ("kpu-temuan-2023.html", "kertas-kerja.xlsx", "catatan.docx", "checklist.docx", "temuan.json"):
    hasil.save(folder / nama)
print(sorted(berkas.name for berkas in folder.iterdir()))

# %% [markdown]
# Dua versi laporan dibandingkan dengan `diff`: yang baru, yang tetap, yang belum dapat dipastikan, yang diperbaiki.
# Di sini versi "barunya" adalah laporan yang sama tanpa dua temuan pertama.

# %%
perbaikan = replace(hasil, findings=hasil.findings[2:])
beda = diff(hasil, perbaikan)
print({keadaan: len(beda.of(keadaan)) for keadaan in ("new", "remaining", "unchecked", "mended")})

# %% [markdown]
# Pengaturan dan pilihan aturan sama dengan di baris perintah.

# %%
print([temuan.rule for temuan in audit(laporan, select=["ANG"], ignore=["ANG112"]).findings])
