"""The names that columns of files go by, English and Japanese, the surer ones first.

They stand here as they are compared: small letters, no spaces, no signs.
"""

NUMBER = (
    "会員番号 会員no 会員id 会員コード 顧客番号 顧客no 顧客id 顧客コード お客様番号 お客様no"
    " お客様id お客様コード 客番号 得意先コード カード番号 ポイントカード番号 ユーザーid ユーザid"
    " customerid customernumber customerno customercode custid custno memberid membernumber"
    " memberno membershipnumber membershipid loyaltyid loyaltynumber clientid clientnumber userid"
    " cardnumber cardno cardid accountnumber masterid"
)
PHONE = (
    "携帯電話番号 携帯番号 携帯電話 携帯 電話番号 電話 連絡先電話番号 連絡先 tel tel番号"
    " mobilephonenumber mobilephone mobilenumber mobile cellphone cell phonenumber phone phoneno"
    " telephone telephonenumber contactnumber primaryphone"
)
EMAIL = (
    "メールアドレス メール eメール eメールアドレス 電子メール 電子メールアドレス email"
    " emailaddress mail mailaddress primaryemail"
)
NOTE = (
    "備考 メモ 特記事項 コメント 注意事項 摘要 備考欄 note notes memo memos remark remarks"
    " comment comments customernote customernotes internalnote"
)
POSTCODE = "郵便番号 郵便 郵便no postalcode postcode zip zipcode postal zippostalcode"
CUSTOMERS = {
    "number": f"{NUMBER} barcode referenceid reference number no id 番号",
    "name": (
        "氏名 名前 お名前 お客様名 顧客名 会員名 お客様氏名 顧客氏名 会員氏名 氏名漢字 漢字氏名"
        " 宛名 name fullname customername membername clientname displayname contactname customer"
    ),
    "last_name": "姓 苗字 名字 氏 姓漢字 lastname surname familyname customerlastname",
    "first_name": "名 名漢字 firstname givenname forename customerfirstname",
    "reading": (
        "フリガナ ふりがな カナ かな よみ 読み よみがな ヨミガナ 読み仮名 読みがな 氏名カナ"
        " カナ氏名 氏名フリガナ 氏名ふりがな 氏名かな 顧客名カナ 会員名カナ お客様名カナ カナ名"
        " reading kana furigana katakana namekana kananame phoneticname"
    ),
    "last_reading": (
        "セイ せい 姓カナ 姓フリガナ 姓かな 姓ふりがな カナ姓 フリガナ姓 lastnamekana"
        " lastnamereading phoneticlastname"
    ),
    "first_reading": (
        "メイ めい 名カナ 名フリガナ 名かな 名ふりがな カナ名前 フリガナ名 firstnamekana"
        " firstnamereading phoneticfirstname"
    ),
    "phone": PHONE,
    "email": EMAIL,
    "postcode": POSTCODE,
    "region": "都道府県 都道府県名 県名 県 state province region prefecture stateprovince county",
    "city": ("市区町村 市区町村名 市町村 市区郡 市 city town locality towncity citytown suburb"),
    "address": (
        "住所 ご住所 御住所 住所1 自宅住所 番地 町名番地 町域番地 丁目番地 所在地 送付先住所"
        " address address1 addressline1 streetaddress streetaddress1 street street1 mailingaddress"
        " postaladdress homeaddress fulladdress line1"
    ),
    "address_2": (
        "住所2 建物名 建物 マンション名 マンション 建物名部屋番号 アパートマンション名 ビル名 方書"
        " address2 addressline2 streetaddress2 street2 apartment apt unit suite building line2"
    ),
    "birthday": "生年月日 誕生日 お誕生日 バースデー birthday birthdate dateofbirth dob bday",
    "joined": (
        "登録日 登録日時 入会日 入会日時 入会年月日 登録年月日 会員登録日 加入日 作成日 作成日時"
        " 初回来店日 初回来店 初来店日 初回購入日 joined joindate joinedon datejoined membersince"
        " customersince registered registrationdate registeredat registeredon signupdate signedup"
        " createdat createdon created creationdate datecreated dateadded firstvisit"
        " firstvisitdate firstpurchase firstpurchasedate startdate"
    ),
    "points": (
        "ポイント残高 現在ポイント 保有ポイント 残ポイント ポイント残 残高ポイント"
        " 利用可能ポイント 所持ポイント 有効ポイント ポイント数 ポイント 残高 points pointbalance"
        " pointsbalance currentpoints availablepoints loyaltypoints rewardpoints openingpoints"
        " balance"
    ),
    "note": NOTE,
    "tags": (
        "タグ グループ 会員区分 顧客区分 会員種別 分類 区分 tags tag groups group labels label"
        " segment segments"
    ),
    "consent": (
        "メルマガ メルマガ配信 メルマガ購読 メール配信 メール配信希望 メール許可 配信希望 dm"
        " dm希望 dm可否 dm配信 案内希望 同意 consent emailsubscriptionstatus emailconsent"
        " marketingconsent acceptsmarketing acceptsemailmarketing emailmarketing"
        " emailmarketingconsent emailoptin optin marketingoptin newsletter subscribed"
        " subscription subscriptionstatus"
    ),
}
PURCHASES = {
    "customer": f"{NUMBER} buyerid customer buyer お客様 顧客 会員 {PHONE} {EMAIL}",
    "date": (
        "購入日時 購入日 お買上日 売上日時 売上日 取引日時 取引日 会計日時 会計日 精算日時"
        " 来店日時 来店日 注文日時 注文日 利用日時 利用日 販売日時 販売日 伝票日付 日時 日付"
        " 年月日 date datetime purchasedate purchasedat purchasedon orderdate ordereddate"
        " orderedat saledate salesdate saleat transactiondate transactiondatetime transactiontime"
        " transactiondt invoicedate visitdate paidat paymentdate timestamp createdat day soldat"
        " soldon time"
    ),
    "time": "時刻 時間 会計時刻 取引時刻 売上時刻 購入時刻 time timeofday saletime purchasetime",
    "amount": (
        "合計金額 購入金額 お買上金額 売上金額 利用金額 支払金額 お支払金額 会計金額 請求金額"
        " 税込金額 税込合計 取引金額 総額 金額 合計 売上 売上高 小計 amount totalamount"
        " amounttotal total grandtotal ordertotal saletotal totalprice totalpaid amountpaid paid"
        " spent spend purchaseamount saleamount salesamount orderamount transactionamount"
        " totalcollected netsales netamount grosssales sales revenue value subtotal linetotal"
    ),
    "quantity": "数量 個数 点数 販売数 quantity qty units count",
    "unit_price": "単価 販売単価 商品単価 価格 unitprice priceperunit priceeach itemprice price",
    "receipt": (
        "レシート番号 レシートno 伝票番号 伝票no 取引番号 取引id 取引no 会計番号 会計no 売上番号"
        " 売上id 注文番号 注文id receipt receiptnumber receiptno receiptid invoice invoiceno"
        " invoicenumber invoiceid orderid orderno ordernumber transactionid transactionno"
        " transactionnumber billno billnumber ticketnumber slipno"
    ),
    "category": (
        "カテゴリ カテゴリー 部門 部門名 商品分類 商品カテゴリ 分類 category department"
        " productcategory producttype"
    ),
    "staff": (
        "担当 担当者 担当者名 スタッフ スタッフ名 レジ担当 販売員 staff staffname employee"
        " employeename cashier servedby salesperson teammember"
    ),
    "note": NOTE,
}
