"""Makes benchmarks/<benchmark>/<split>.<language>.jsonl: small documents in the fields of the five benchmarks.

    python test/reference/evaluation/benchmark_documents.py
The sentences are our own. Six documents a language, odd ones among them: blanks at the ends, no full stop, several
gaps, empty sentences, separated quotation marks, characters outside the basic plane, one story that is too long.
"""

import json
import shutil
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "benchmarks"
# The man opened the tap. Water ran into the glass. The girl was thirsty. She drank slowly. Outside it rained.
SENTENCES = {
    "ar": "فتح الرجل الصنبور.|جرى الماء في الكأس.|كانت الفتاة عطشى.|شربت ببطء.|كانت السماء تمطر في الخارج.",
    "bg": "Мъжът отвори крана.|Водата потече в чашата.|Момичето беше жадно.|Тя пиеше бавно.|Навън валеше.",
    "de": "Der Mann öffnete den Hahn.|Wasser lief in das Glas.|Das Mädchen hatte Durst.|Sie trank langsam.|Draußen regnete es.",
    "el": "Ο άντρας άνοιξε τη βρύση.|Το νερό έτρεξε στο ποτήρι.|Το κορίτσι διψούσε.|Ήπιε αργά.|Έξω έβρεχε.",
    "en": "The man opened the tap.|Water ran into the glass.|The girl was thirsty.|She drank slowly.|Outside it rained.",
    "es": "El hombre abrió el grifo.|El agua corrió en el vaso.|La niña tenía sed.|Ella bebió despacio.|Afuera llovía.",
    "et": "Mees avas kraani.|Vesi voolas klaasi.|Tüdrukul oli janu.|Ta jõi aeglaselt.|Õues sadas vihma.",
    "eu": "Gizonak iturria ireki zuen.|Ura edalontzira joan zen.|Neska egarri zen.|Poliki edan zuen.|Kanpoan euria ari zuen.",
    "fr": "L'homme ouvrit le robinet.|L'eau coula dans le verre.|La fille avait soif.|Elle but lentement.|Dehors il pleuvait.",
    "hi": "आदमी ने नल खोला।|पानी गिलास में बहा।|लड़की प्यासी थी।|उसने धीरे पिया।|बाहर बारिश हो रही थी।",
    "ht": "Nonm nan louvri tiyo a.|Dlo a koule nan vè a.|Tifi a te swaf.|Li bwè dousman.|Deyò lapli t ap tonbe.",
    "id": "Pria itu membuka keran.|Air mengalir ke dalam gelas.|Gadis itu haus.|Dia minum perlahan.|Di luar hujan.",
    "it": "L'uomo aprì il rubinetto.|L'acqua scorse nel bicchiere.|La ragazza aveva sete.|Lei bevve piano.|Fuori pioveva.",
    "ja": "男は蛇口を開けた。|水がコップに流れた。|女の子は喉が渇いていた。|彼女はゆっくり飲んだ。|外は雨だった。",
    "ko": "남자가 수도꼭지를 틀었다.|물이 잔으로 흘렀다.|소녀는 목이 말랐다.|그녀는 천천히 마셨다.|밖에는 비가 왔다.",
    "my": "လူက ရေပိုက်ခေါင်းကို ဖွင့်သည်။|ရေက ဖန်ခွက်ထဲ စီးသည်။|ကလေးမ ရေငတ်သည်။|သူမ ဖြည်းဖြည်း သောက်သည်။|အပြင်မှာ မိုးရွာသည်။",
    "pt": "O homem abriu a torneira.|A água correu para o copo.|A menina tinha sede.|Ela bebeu devagar.|Lá fora chovia.",
    "qu": "Runaqa yakuta kicharqan.|Yakuqa qiruman rirqan.|Sipasqa yakunayarqan.|Payqa allillamanta upyarqan.|Hawapi pararqan.",
    "ru": "Мужчина открыл кран.|Вода потекла в стакан.|Девочка хотела пить.|Она пила медленно.|На улице шёл дождь.",
    "sw": "Mwanamume alifungua bomba.|Maji yalitiririka kwenye glasi.|Msichana alikuwa na kiu.|Alikunywa polepole.|Nje mvua ilinyesha.",
    "ta": "மனிதன் குழாயைத் திறந்தான்.|தண்ணீர் குவளைக்குள் ஓடியது.|சிறுமி தாகமாக இருந்தாள்.|அவள் மெதுவாகக் குடித்தாள்.|வெளியே மழை பெய்தது.",
    "te": "మనిషి కుళాయి తెరిచాడు.|నీరు గ్లాసులోకి ప్రవహించింది.|అమ్మాయికి దాహం వేసింది.|ఆమె నెమ్మదిగా తాగింది.|బయట వర్షం పడింది.",
    "th": "ชายคนนั้นเปิดก๊อกน้ำ|น้ำไหลลงในแก้ว|เด็กหญิงกระหายน้ำ|เธอดื่มช้าๆ|ข้างนอกฝนตก",
    "tr": "Adam musluğu açtı.|Su bardağa aktı.|Kız susamıştı.|İçeceğini yavaşça içti.|Dışarıda yağmur yağıyordu.",
    "ur": "آدمی نے نلکا کھولا۔|پانی گلاس میں بہا۔|لڑکی پیاسی تھی۔|اس نے آہستہ پیا۔|باہر بارش ہو رہی تھی۔",
    "vi": "Người đàn ông mở vòi nước.|Nước chảy vào cốc.|Cô gái khát nước.|Cô ấy uống chậm rãi.|Ngoài trời đang mưa.",
    "zh": "男人打开了水龙头。|水流进了杯子。|女孩口渴了。|她慢慢地喝。|外面下着雨。",
}
LANGUAGES = {
    "xnli": "ar bg de el en es fr hi ru sw th tr ur vi zh",
    "pawsx": "de en es fr ja ko zh",
    "xcopa": "et ht id it qu sw ta th tr vi zh",
    "xstorycloze": "ar en es eu hi id my ru sw te zh",
    "xwinograd": "en fr jp pt ru zh",
}
SPLITS = {"xnli": "validation", "pawsx": "test", "xcopa": "test", "xstorycloze": "eval", "xwinograd": "test"}


def xnli(tap: str, water: str, girl: str, drank: str, rain: str) -> list[dict]:
    pairs = [
        (tap, water, 1),
        (girl, drank, 0),
        (rain, tap, 2),
        (f" {water}\u3000", drank[:-1], 0),
        (f"{tap} {rain}", f"  {girl}\n", 1),
        ("", water, 2),
    ]
    return [{"premise": p, "hypothesis": h, "label": label} for p, h, label in pairs]


def pawsx(tap: str, water: str, girl: str, drank: str, rain: str) -> list[dict]:
    pairs = [
        (tap, water, 0),
        (girl, f'( {girl[:-1]} ) , " {drank} " .', 1),
        (f"\" {tap[:-1]} \" , it is n't '{rain}' ;", f"{water[:-1]} , 1 . 5 ' 😀", 0),
        ("", rain, 0),
        (f" {drank} ,", f"𐐀 {rain}", 1),
        (water, "", 0),
    ]
    return [{"id": i, "sentence1": a, "sentence2": b, "label": label} for i, (a, b, label) in enumerate(pairs, 1)]


def xcopa(tap: str, water: str, girl: str, drank: str, rain: str) -> list[dict]:
    rows = [
        (tap, water, rain, "effect", 0),
        (drank, girl, tap, "cause", 0),
        (f" {water} ", rain, tap, "cause", 1),
        (girl[:-1], f"{drank} ", water, "effect", 0),
        (f"{rain}😀", f"𐐀{tap}", f" {drank}", "effect", 1),
        (rain, "A", f"İ{girl}", "cause", 1),
    ]
    names = ("premise", "choice1", "choice2", "question", "label")
    return [{**dict(zip(names, row)), "idx": i, "changed": i % 2 == 0} for i, row in enumerate(rows)]


def xstorycloze(tap: str, water: str, girl: str, drank: str, rain: str) -> list[dict]:
    rows = [
        (rain, girl, tap, water, drank, rain, 1),
        (girl, tap, water, drank, rain, girl, 1),
        (f" {rain}", "", tap[:-1], f"{water} ", f"{drank}\t", girl, 2),
        (tap, rain, tap, rain, f" {water}", girl, 2),
        # Longer than the random GPT-2 reads.
        (f"{rain} {girl} {tap} {water} " * 8, girl, tap, water, drank, rain, 1),
        (drank, water, tap, f"{girl} \u2003", "1", "2", 2),
    ]
    names = [*(f"input_sentence_{n}" for n in range(1, 5)), "sentence_quiz1", "sentence_quiz2", "answer_right_ending"]
    return [{"story_id": f"story-{i}", **dict(zip(names, row))} for i, row in enumerate(rows)]


def xwinograd(tap: str, water: str, girl: str, drank: str, rain: str) -> list[dict]:
    rows = [
        (f"{tap} _ {drank}", girl[:-1], water[:-1], "1"),
        (f"{girl} _{drank}", "A", "B", "2"),
        (f"_ {rain}", tap[:-1], girl[:-1], "1"),
        (f"{water[:-1]}_ _ {rain} _", " 1", "2 ", "2"),
        (f"{girl} _\u3000{water} ", tap, rain, "1"),
        (f"{rain} {drank} _.", "😀", girl, "2"),
    ]
    return [dict(zip(("sentence", "option1", "option2", "answer"), row)) for row in rows]


def main() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    for make in (xnli, pawsx, xcopa, xstorycloze, xwinograd):
        task = make.__name__
        (FOLDER / task).mkdir(parents=True)
        for language in LANGUAGES[task].split():
            sentences = SENTENCES["ja" if language == "jp" else language].split("|")
            lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in make(*sentences)]
            (FOLDER / task / f"{SPLITS[task]}.{language}.jsonl").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
