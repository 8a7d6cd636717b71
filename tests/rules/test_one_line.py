"""What one pasted line means: phones by their shape, labels by their colon, the rest by its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.leads.rules import Line, read_line

SOURCES = {"展会": "fair", "转介绍": "referral"}
PEOPLE = {"李强": 3}


@pytest.mark.parametrize(("text", "means"), [
    ("张三 13800138000 要育肥料", Line("张三", "13800138000", need="要育肥料")),
    ("张三13800138000要育肥料", Line("张三", "13800138000", need="要育肥料")),
    ("周口牧原养殖场 刘场长 138 0013 8000 育肥猪料10吨 展会 李强 A",
     Line("周口牧原养殖场", "13800138000", "刘场长", "育肥猪料10吨", source="fair", grade="A", salesperson_id=3)),
    ("姓名：张三 电话：+86 138-0013-8000 需求：育肥料 10吨 来源：展会", Line("张三", "13800138000", need="育肥料 10吨", source="fair")),
    ("客户：周口牧原；联系人：刘总；手机：13800138000 地址：周口市建设路1号", Line("周口牧原", "13800138000", "刘总", address="周口市建设路1号")),
    ("姓名:张三\n手机:13800138000\n留言:要育肥料\n10吨", Line("张三", "13800138000", need="要育肥料 10吨")),
    ("王总，0394-8221234，问价，h级", Line("王总", "0394-8221234", need="问价", grade="H")),
    ("８５２２３３４ 王五", Line("王五", "8522334")),
    ("某某公司 13800138000/13911112222 要5000斤", Line("某某公司", "13800138000,13911112222", need="要5000斤")),
    ("电话 13800138000 张三", Line("张三", "13800138000")),
    ("李强 13800138000", Line("李强", "13800138000")),
    ("张三 要2吨", Line("张三", need="要2吨")),
    ("13800138000", Line(phone="13800138000")),
    ("要育肥料5吨，13800138000，张三，郑州", Line("张三", "13800138000", need="要育肥料5吨", address="郑州")),
    ("13800138000 要育肥料", Line(phone="13800138000", need="要育肥料")),
    ("周口 李建国 13903941234 鸡料 3吨/月", Line("李建国", "13903941234", need="鸡料 3吨/月", address="周口")),
    ("刘总 丰源养殖 13800138000 报价", Line("丰源养殖", "13800138000", "刘总", "报价")),
    ("丰源公司 13800138000 张伟 求购豆粕", Line("丰源公司", "13800138000", "张伟", "求购豆粕")),
    ("你好，我是李建国，想要5吨蛋鸡料，电话 139 0371 1234", Line("李建国", "13903711234", need="你好 想要5吨蛋鸡料")),
    ("张三(13800138000)要料", Line("张三", "13800138000", need="要料")),
    ("张三 13800138000（微信同号） 每月要3吨", Line("张三", "13800138000", need="微信同号 每月要3吨")),
    ("丰源（郑州）养殖有限公司 65551234", Line("丰源(郑州)养殖有限公司", "65551234")),
    ("税号 91410100MA44444444 丰源公司", Line("丰源公司", tax_number="91410100MA44444444")),
    ("张三 2000000斤玉米 20261001 来过", Line("张三", need="2000000斤玉米 20261001 来过")),
    ("张三 138001380001 要料", Line("张三", need="138001380001 要料")),
    ("Foo Farm Ltd 13800138000 needs 5t feed", Line("Foo Farm Ltd", "13800138000", need="needs 5t feed")),
    ("13800138000 李强 要料", Line("李强", "13800138000", need="要料")),
    ("周口鸿运养殖场，联系人：王大力，电话0394-8123456，想买仔猪料，展会来的",
     Line("周口鸿运养殖场", "0394-8123456", "王大力", "想买仔猪料", source="fair")),
    ("郑州富民饲料 赵经理 1381234 5678 每月30吨育肥料 明天回电", Line("郑州富民饲料", "13812345678", "赵经理", "每月30吨育肥料 明天回电")),
    ("陈 伟 13800138000 豆粕 20 吨", Line("陈伟", "13800138000", need="豆粕 20 吨")),
    ("", Line()),
])
def test_a_line_is_understood(text: str, means: Line) -> None:
    assert read_line(text, SOURCES, PEOPLE) == means


@given(st.text(max_size=80))
def test_any_text_is_read_without_an_error_and_without_markers(text: str) -> None:
    line = read_line(text, SOURCES, PEOPLE)
    assert "\0" not in line.need + line.name or "\0" in text
