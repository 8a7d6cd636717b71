"""What a feed dealer sells: feeds by the bag, premixes and drugs by the bag, the bottle and the box."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Article:
    """One product. price, cost: yuan a base unit. pack: base units of `large`, the larger unit ("" for none). store: 0 feeds, 1 drugs."""

    code: str
    name: str
    specification: str
    unit: str
    price: str
    cost: str
    large: str = ""
    pack: int = 0
    rate: str = "9"
    store: int = 0
    supplier: str = ""
    batch: bool = False


FEED, PREMIX, DRUGS = "豫东康源饲料厂", "鲁南牧科生物", "华中瑞禽动保"
ARTICLES = (
    Article("F-1101", "仔猪教槽料", "20kg", "袋", "146.00", "118.00", "吨", 50, supplier=FEED),
    Article("F-1102", "仔猪保育料 952", "40kg", "袋", "172.00", "143.00", "吨", 25, supplier=FEED),
    Article("F-1103", "小猪配合饲料 953", "40kg", "袋", "148.00", "124.50", "吨", 25, supplier=FEED),
    Article("F-1204", "育肥猪配合饲料", "40kg", "袋", "128.00", "109.00", "吨", 25, supplier=FEED),
    Article("F-1205", "育肥猪后期料 556", "40kg", "袋", "124.00", "106.00", "吨", 25, supplier=FEED),
    Article("F-1206", "母猪妊娠料", "40kg", "袋", "126.00", "107.50", "吨", 25, supplier=FEED),
    Article("F-1207", "母猪哺乳料", "40kg", "袋", "142.00", "121.00", "吨", 25, supplier=FEED),
    Article("F-2101", "蛋雏鸡料", "40kg", "袋", "138.00", "117.00", "吨", 25, supplier=FEED),
    Article("F-2102", "青年鸡料", "40kg", "袋", "126.00", "107.00", "吨", 25, supplier=FEED),
    Article("F-2103", "蛋鸡高峰料", "40kg", "袋", "132.00", "112.00", "吨", 25, supplier=FEED),
    Article("F-2201", "肉鸡 510", "40kg", "袋", "144.00", "123.00", "吨", 25, supplier=FEED),
    Article("F-2202", "肉鸭前期料", "40kg", "袋", "136.00", "116.00", "吨", 25, supplier=FEED),
    Article("F-3101", "肉牛精料补充料", "40kg", "袋", "118.00", "99.50", "吨", 25, supplier=FEED),
    Article("F-3102", "羔羊开口料", "25kg", "袋", "98.00", "81.00", "吨", 40, supplier=FEED),
    Article("F-4101", "草鱼膨化料 32%", "20kg", "袋", "96.00", "82.50", "吨", 50, supplier=FEED),
    Article("Y-0401", "4% 猪复合预混料", "20kg", "袋", "168.00", "131.00", rate="13", store=1, supplier=PREMIX, batch=True),
    Article("Y-0501", "5% 蛋鸡预混料", "25kg", "袋", "152.00", "119.00", rate="13", store=1, supplier=PREMIX, batch=True),
    Article("Y-0601", "电解多维", "500g×20", "袋", "14.50", "9.80", "件", 20, "13", 1, PREMIX),
    Article("D-0101", "氟苯尼考粉 10%", "100g", "袋", "12.80", "8.20", "件", 50, "13", 1, DRUGS, True),
    Article("D-0102", "阿莫西林可溶性粉", "100g", "袋", "9.60", "6.10", "件", 50, "13", 1, DRUGS, True),
    Article("D-0103", "替米考星预混剂", "500g", "袋", "36.00", "25.50", "件", 20, "13", 1, DRUGS, True),
    Article("D-0104", "伊维菌素注射液", "10ml×10", "盒", "28.50", "19.00", rate="13", store=1, supplier=DRUGS, batch=True),
    Article("D-0105", "黄芪多糖口服液", "500ml", "瓶", "22.00", "14.60", "件", 24, "13", 1, DRUGS, True),
    Article("D-0201", "聚维酮碘消毒液", "1L", "瓶", "18.00", "11.50", "件", 12, "13", 1, DRUGS),
)
GIFT = "F-1101"
"""What is given away with a large order."""
