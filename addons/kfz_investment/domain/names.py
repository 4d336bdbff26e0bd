"""Comparing company names: a key without form, place and punctuation, and how alike two keys are.

The key only serves to suggest look-alikes to a person; nothing is ever merged by it.
"""

import re
import unicodedata
from difflib import SequenceMatcher

#: Keys shorter than this say too little: then the name keeps its place or form.
MIN_KEY = 2
#: From this similarity on, two names are suggested as look-alikes.
ALIKE = 0.72

# fmt: off  (lists of words, many to a line)
_LEGAL_FORMS = (
    "有限责任公司",
    "股份有限公司",
    "集团股份有限公司",
    "集团有限责任公司",
    "集团有限公司",
    "有限公司",
    "股份公司",
    "集团公司",
    "总公司",
    "责任公司",
    "公司",
    "集团",
    "股份",
    "有限合伙",
    "普通合伙",
    "特殊普通合伙",
    "个人独资企业",
    "合伙企业",
    "有限",
)
_LATIN_FORMS = (
    "co",
    "company",
    "ltd",
    "limited",
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "llc",
    "llp",
    "plc",
    "gmbh",
    "ag",
    "sa",
    "bv",
    "nv",
    "pte",
    "pty",
    "sdn",
    "bhd",
    "group",
    "holdings",
)
_PROVINCES = (
    "北京",
    "天津",
    "上海",
    "重庆",
    "河北",
    "山西",
    "辽宁",
    "吉林",
    "黑龙江",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "海南",
    "四川",
    "贵州",
    "云南",
    "陕西",
    "甘肃",
    "青海",
    "台湾",
    "内蒙古",
    "广西",
    "西藏",
    "宁夏",
    "新疆",
    "香港",
    "澳门",
)
_CITIES = (
    # Yunnan, with Kunming's districts and counties
    "昆明",
    "曲靖",
    "玉溪",
    "保山",
    "昭通",
    "丽江",
    "普洱",
    "临沧",
    "楚雄",
    "红河",
    "文山",
    "西双版纳",
    "大理",
    "德宏",
    "怒江",
    "迪庆",
    "景洪",
    "勐腊",
    "勐海",
    "磨憨",
    "瑞丽",
    "河口",
    "腾冲",
    "个旧",
    "蒙自",
    "开远",
    "弥勒",
    "宣威",
    "安宁",
    "五华",
    "盘龙",
    "官渡",
    "西山",
    "东川",
    "呈贡",
    "晋宁",
    "富民",
    "宜良",
    "嵩明",
    "石林",
    "禄劝",
    "寻甸",
    # other provincial capitals and the cities that most investors come from
    "石家庄",
    "太原",
    "沈阳",
    "长春",
    "哈尔滨",
    "南京",
    "杭州",
    "合肥",
    "福州",
    "南昌",
    "济南",
    "郑州",
    "武汉",
    "长沙",
    "广州",
    "海口",
    "成都",
    "贵阳",
    "西安",
    "兰州",
    "西宁",
    "呼和浩特",
    "南宁",
    "拉萨",
    "银川",
    "乌鲁木齐",
    "大连",
    "青岛",
    "宁波",
    "厦门",
    "深圳",
    "珠海",
    "苏州",
    "无锡",
    "东莞",
    "佛山",
    "中山",
    "惠州",
    "温州",
    "义乌",
    "泉州",
    "常州",
    "南通",
    "嘉兴",
    "绍兴",
    "烟台",
    "汕头",
    "绵阳",
    "台北",
    "高雄",
)
_COUNTRIES = (
    "中华人民共和国",
    "中国",
    "老挝",
    "缅甸",
    "泰国",
    "越南",
    "柬埔寨",
    "马来西亚",
    "新加坡",
    "印度尼西亚",
    "日本",
    "韩国",
    "万象",
    "磨丁",
    "曼谷",
    "仰光",
    "曼德勒",
    "河内",
)
_AREAS = (
    "浦东新区",
    "官渡区",
    "西山区",
    "滇中新区",
    "经济技术开发区",
    "经开区",
    "高新区",
    "自贸区",
    "自由贸易试验区",
    "综合保税区",
)
_LATIN_PLACES = (
    "china",
    "prc",
    "yunnan",
    "kunming",
    "shanghai",
    "beijing",
    "shenzhen",
    "guangzhou",
    "chongqing",
    "hong kong",
    "hongkong",
    "thailand",
    "laos",
    "lao",
    "myanmar",
    "vietnam",
)

# fmt: on
_LEVEL = (
    "(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|傣族自治州|自治州|省|市|州|县|区|镇)?"
)
_PLACES = "|".join(sorted({*_PROVINCES, *_CITIES, *_COUNTRIES}, key=len, reverse=True))
_PLACE_PREFIX = re.compile(f"^(?:{_PLACES}){_LEVEL}")
_PLACE_WHOLE = re.compile(f"(?:(?:{_PLACES}){_LEVEL})+|{'|'.join(_AREAS)}")
_BRACKETS = re.compile(r"[(\[{〔【<《「『]([^()\[\]{}〔〕【】<>《》「」『』]*)[)\]}〕】>》」』]")
_FORM_SUFFIX = re.compile(f"(?:{'|'.join(sorted(_LEGAL_FORMS, key=len, reverse=True))})$")
_LATIN_NOISE = re.compile(rf"\b(?:{'|'.join((*_LATIN_FORMS, *_LATIN_PLACES))})\b")
_NOT_WORD = re.compile(r"[\W_]+")
_NUMBERS = re.compile(r"\d+")

# The traditional characters that company names use most; a full converter would be a dependency for a hint.
_TRADITIONAL = (
    "雲國貿際業產發電進資藥農東華龍興寶車運輸邊緬滇壩區馬銀門開關陽灣臺廣萬億實環網絡軟體機設備製術服務團"
    "責司總會員學醫療飛長風鐵鋼魚鳥鮮養種類紡織綢絲棉麵粉飲飯館餐廳檢測維護儲倉冷鏈質與專創新豐裝飾傳媒動"
    "畫遊戲紅寧錦鴻鵬恆榮滙匯財貨購銷營經濟園圖書視訊數據雙眾慶貴聯亞歐韓溫遠達順遞誠義偉張陳劉黃許鄭葉羅"
    "鄧蕭蘇橋島嶺礦熱氣壓閥勝聖瑪麗蘭頓"
)
_SIMPLIFIED = (
    "云国贸际业产发电进资药农东华龙兴宝车运输边缅滇坝区马银门开关阳湾台广万亿实环网络软体机设备制术服务团"
    "责司总会员学医疗飞长风铁钢鱼鸟鲜养种类纺织绸丝棉面粉饮饭馆餐厅检测维护储仓冷链质与专创新丰装饰传媒动"
    "画游戏红宁锦鸿鹏恒荣汇汇财货购销营经济园图书视讯数据双众庆贵联亚欧韩温远达顺递诚义伟张陈刘黄许郑叶罗"
    "邓萧苏桥岛岭矿热气压阀胜圣玛丽兰顿"
)
_TO_SIMPLIFIED = str.maketrans(dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True)))


def simplify(text: str) -> str:
    """NFKC, lower case, the most usual traditional characters as simplified ones."""
    return unicodedata.normalize("NFKC", text or "").lower().translate(_TO_SIMPLIFIED)


def match_key(name: str) -> str:
    """The part of a company name that tells it from others.

    Brackets that hold a place or a legal form go, then leading places, then legal forms at the end, then punctuation.
    A branch (分公司) keeps its name: it is another enterprise. When too little is left, less is taken away.
    """
    text = simplify(name).strip()
    text = _BRACKETS.sub(_bracket_content, text)
    whole = _NOT_WORD.sub("", text)
    text = _NOT_WORD.sub("", _LATIN_NOISE.sub(" ", text))
    without_form = _strip_forms(text)
    key = _strip_places(without_form)
    for candidate in (key, without_form, text, whole):
        if len(candidate) >= MIN_KEY:
            return candidate
    return whole


def similarity(one: str, other: str) -> float:
    """How alike two keys are, 0 to 1: the better of shared character pairs and of the edit ratio.

    Names that differ in a number (一号仓 1, 2) are siblings, not spellings of one name: they count half.
    """
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    pairs_one, pairs_other = _pairs(one), _pairs(other)
    shared = len(pairs_one & pairs_other)
    dice = 2 * shared / (len(pairs_one) + len(pairs_other))
    ratio = SequenceMatcher(None, min(one, other), max(one, other), autojunk=False).ratio()
    return max(dice, ratio) * (1 if _NUMBERS.findall(one) == _NUMBERS.findall(other) else 0.5)


def _bracket_content(match) -> str:
    content = match.group(1).strip()
    if (
        not content
        or _PLACE_WHOLE.fullmatch(content)
        or content in _LEGAL_FORMS
        or content in _LATIN_PLACES
    ):
        return ""
    return " " + content + " "


def _strip_forms(text: str) -> str:
    while not text.endswith("分公司"):
        shorter = _FORM_SUFFIX.sub("", text)
        if shorter == text or len(shorter) < MIN_KEY:
            return text
        text = shorter
    return text


def _strip_places(text: str) -> str:
    while True:
        shorter = _PLACE_PREFIX.sub("", text)
        if shorter == text or len(shorter) < MIN_KEY:
            return text
        text = shorter


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)} or {text}
