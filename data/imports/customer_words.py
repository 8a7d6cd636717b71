"""What headings call the parts of a customer's file, in Chinese and English, the surest words first."""

from __future__ import annotations

from data.imports import phones, values
from data.imports.headings import DAY_UNITS, MONEY_UNITS, Field
from models.core.text import N_

CODE = Field("code", N_("Code"), (
    "客户编号", "客户编码", "客户代码", "客户代号", "代号", "客户号", "编号", "编码", "代码",
    "customer code", "customer no", "customer number", "customer id", "client code",
    "client no", "client id", "account code", "code", "id", "no"), values.code)
NAME = Field("name", N_("Name"), (
    "客户名称", "客户全称", "单位名称", "公司名称", "企业名称", "往来单位名称", "往来单位", "购货单位", "购货单位名称", "客商名称", "客户单位", "单位全称", "公司全称", "往来户",
    "养殖场名称", "商户名称", "门店名称", "户名", "客户单位名称", "单位或个人", "往来客户", "客户公司", "账户名称", "企业", "商号", "抬头", "开票名称", "收货单位", "客户", "公司", "名称", "全称",
    "店名", "经销商", "经销商名称", "养殖场", "养殖户", "商户", "单位", "客户姓名", "姓名", "称呼",
    "客户称呼", "customer name", "client name", "company name", "business name", "account name", "customer", "client", "company",
    "name", "buyer",
    "organisation", "organization", "firm"), required=True)
CONTACT = Field("contact", N_("Contact"), (
    "联系人", "联系人姓名", "主要联系人", "对接人", "联络人", "主要负责人", "场长", "店主", "业主", "老板姓名", "业务联系人", "负责人", "负责人姓名", "法人", "法人代表", "法定代表人", "老板", "户主",
    "经办人", "联系人员", "采购",
    "contact", "contact person", "contact name", "attention", "attn", "person in charge"), phones.named, faint=("姓名", "名字", "称呼", "name"))
PHONE = Field("phone", N_("Phone"), (
    "联系电话", "联系人电话", "电话", "联络方式", "通讯方式", "联络电话", "手机", "手机号", "手机号码", "移动电话", "联系手机", "联系人手机", "电话号码", "联系方式", "客户电话", "联系号码", "手机电话",
    "电话手机",
    "联系人及电话", "手机座机", "手机固话", "号码", "phone", "phone number", "phone no", "mobile", "mobile phone", "mobile no", "mobile number",
    "cell", "cellphone", "tel",
    "telephone", "telephone no", "contact number", "contact phone", "contact no"), phones.numbered, second="phone2",
    form=r"(?:\+?86)?1[3-9]\d{9}|0\d{9,11}")
PHONE2 = Field("phone2", N_("Second phone"), (
    "固定电话", "座机", "固话", "办公电话", "公司电话", "单位电话", "备用电话", "备用手机", "第二电话", "其他电话", "其他联系方式", "phone 2", "landline", "office phone",
    "office tel", "work phone", "other phone", "fixed line"), phones.numbered)
ADDRESS = Field("address", N_("Address"), (
    "地址", "所在地址", "通信地址", "客户住址", "住所", "位置", "联系地址", "详细地址", "通讯地址", "客户地址", "单位地址", "公司地址", "经营地址", "注册地址", "办公地址", "住址", "家庭住址", "地点",
    "住在哪", "住哪", "在哪", "具体位置", "门牌", "address", "street address", "location", "mailing address", "registered address"))
TERRITORY = Field("territory", N_("Territory"), (
    "区域", "地区", "所属区域", "所在区域", "销售区域", "所在地区", "片区", "大区", "市场", "所在市县", "市县", "省市", "城市", "所在地", "县区", "区县", "市", "县", "省份",
    "省", "乡镇", "所在县", "县市", "哪里", "地方", "territory", "region", "sales area", "area", "district", "city", "county", "province"))
TAX = Field("tax_number", N_("Tax number"), (
    "税号", "纳税人识别号", "统一信用代码", "纳税人税号", "税务号", "统一社会信用代码", "社会信用代码", "信用代码", "税务登记号", "纳税号", "纳税识别号", "税务登记证号", "营业执照号", "tax number",
    "tax no",
    "tax id", "tax code", "vat no", "vat number", "vat", "uscc", "unified social credit code", "credit code"), values.code,
    form=r"[1-9A-Z][1-9]\d{6}[\dA-HJ-NPQRTUWXY]{10}")
SALES = Field("salesperson", N_("Salesperson"), (
    "业务员", "业务员姓名", "我方对接人", "我方联系人", "我方业务员", "我方负责人", "我方人员",
    "销售员", "业务代表", "销售代表", "销售顾问", "专员", "维护人", "业务经理", "客户经理", "销售经理", "销售人员", "负责业务员", "所属业务员", "跟单员", "归属人", "跟进人",
    "归谁跟", "谁跟", "谁负责", "归属", "责任人", "销售", "业务", "salesperson",
    "sales person", "sales rep", "sales representative", "salesman", "account manager", "rep", "sales", "owner"))
REMARK = Field("remark", N_("Remark"), ("备注", "说明", "附注", "其他", "备注说明", "remark", "remarks", "note", "notes", "comment",
               "comments"), values.lines)

CUSTOMER = (
    CODE, NAME,
    Field("short_name", N_("Short name"), ("简称", "客户简称", "short name", "abbreviation")),
    CONTACT, PHONE, PHONE2, ADDRESS,
    Field("delivery_address", N_("Delivery address"), ("送货地址", "收货地址", "交货地址", "到货地址", "发货地址", "卸货地址", "delivery address",
                                                       "shipping address", "ship to", "deliver to")),
    TERRITORY, TAX,
    Field("bank", N_("Bank"), ("开户行", "开户银行", "银行", "银行名称", "开户行及账号", "开户银行及账号", "开户行名称", "bank", "bank name")),
    Field("bank_account", N_("Bank account"), ("账号", "银行账号", "帐号", "银行帐号", "开户账号", "银行卡号", "卡号", "银行账户", "bank account",
                                               "bank account no", "account no", "account number", "iban"), values.code),
    Field("credit_limit", N_("Credit limit"), (
        "信用额度", "授信额度", "赊销额度", "欠款额度", "欠款上限", "信用上限", "授信上限", "赊销上限", "赊账额度", "允许欠款", "最大欠款", "赊账上限", "赊欠上限", "赊账限额", "最多欠",
        "最多赊", "可欠", "最高欠额", "信用限额", "信用额", "授信", "额度",
        "最高欠款", "最高额度", "赊销限额", "铺底额度", "信用", "限额", "credit limit",
        "credit line", "credit amount", "limit", "credit"), values.money, units=MONEY_UNITS),
    Field("credit_days", N_("Credit days"), (
        "账期", "帐期", "账期天数", "回款天数", "付款天数", "付款周期", "结算周期", "结账周期", "信用周期", "信用天数", "信用期", "信用期限", "付款期限", "结算期限", "付款账期", "赊销期限",
        "赊销天数", "赊账天数", "放账天数", "欠款天数", "多久结", "几天结", "结款天数", "付款条件", "结算方式", "回款期", "credit days",
        "credit terms", "payment terms", "payment days", "credit period", "terms", "天数", "days",
        "net days"), values.days, units=DAY_UNITS),
    SALES,
    Field("segment", N_("Segment"), ("客户类型", "客户类别", "客户分类", "客户性质", "客户属性", "经营类型", "客户等级", "客户级别", "行业", "类型", "类别", "级别", "segment",
          "category",
                                     "customer type", "industry", "type", "class")),
    Field("opened_on", N_("Opened on"), (
        "开户日期", "开户时间", "开户日", "登记日", "登记时间", "加入日期", "加入时间", "建立时间", "认识时间", "签约时间", "注册时间", "入档日期", "建档日期", "建档时间", "建档日",
        "登记日期", "合作日期",
        "合作时间", "建立日期", "签约日期", "首次合作", "创建日期", "创建时间", "录入日期",
        "注册日期", "日期", "opened on", "opening date", "open date", "date opened", "opened", "customer since", "since", "start date",
        "registered on", "registration date", "created", "joined", "date", "时间", "开户"), day=True),
    Field("demand", N_("Demands and opinions"), ("需求及看法", "需求与看法", "需求和看法", "需求", "客户需求", "看法", "意见", "客户意见", "要求", "反馈",
                                                 "demands", "opinions", "requirements", "needs", "feedback"), values.lines),
    REMARK,
)
LEAD = (
    NAME, CONTACT, PHONE, PHONE2,
    Field("source", N_("Source"), ("来源", "客户来源", "线索来源", "信息来源", "渠道", "获客渠道", "来源渠道", "从哪来", "从哪里来", "来自", "怎么知道的", "获知途径",
        "途径", "source", "lead source", "channel")),
    Field("need", N_("Need"), ("需求", "客户需求", "需求描述", "需求及看法", "采购需求", "求购信息", "意向", "需求内容", "想要什么", "要什么", "想买什么", "需要什么",
        "咨询内容", "诉求", "留言",
                            "留言内容", "沟通情况", "跟进情况", "跟进记录", "need", "needs",
                               "requirement", "requirements", "enquiry", "inquiry"), values.lines),
    Field("interest", N_("Product of interest"), ("意向产品", "意向品种", "感兴趣产品", "关注产品", "意向商品", "产品", "品种", "意向车型", "product", "interest",
                                                  "product of interest", "interested in", "products")),
    Field("grade", N_("Grade"), ("级别", "意向级别", "客户级别", "等级", "意向等级", "客户等级", "线索等级", "潜客级别", "意向程度", "购买意向", "购买意愿",
                              "热度", "grade", "level", "rating", "priority")),
    SALES,
    Field("filed", N_("Filed on"), ("录入日期", "建档日期", "登记日期", "建卡日期", "来访日期", "首访日期", "首次联系", "线索日期", "咨询日期", "咨询时间", "来电日期", "来电时间",
                                    "接洽日期", "留言时间", "日期", "filed on", "created", "date",
                                    "date filed", "lead date"), day=True),
    Field("next_date", N_("Next date"), ("下次跟进", "下次跟进日期", "下次联系", "下次联系日期", "下次回访", "下次跟进时间", "约好再联系", "再联系", "约定回访", "回访日期", "下次时间",
          "下次", "next date", "next contact",
          "next follow up",
                                         "follow up date", "next call"), day=True),
    Field("expected", N_("Means to buy on"), ("预计购买日期", "预计采购日期", "预计成交日期", "预计成交", "预计下单", "预计签单", "预计购买", "预计购买时间", "打算买",
        "购买时间", "预购日期", "采购时间", "expected",
                                              "expected close", "close date", "expected date", "means to buy on"), day=True),
    ADDRESS, TERRITORY, TAX, REMARK,
)
