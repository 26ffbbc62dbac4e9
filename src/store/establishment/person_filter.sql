words like $1
    and ($2 = '' or level = $2)
    and ($3 = '' or category = $3)
    and ($4 = '*' or home_department = $4)
    and ($5 < 0 or pending = $5)
    and ($6 < 0 or active = $6)
    and ($7 < 0 or (case when expires_on <> '' and expires_on <= $8 then 1 else 0 end) = $7)
    and ($9 < 0 or (case when first_activity_at is null then 0 else 1 end) = $9)
    and ($10 < 0 or coalesce(last_sign_in_at, -1) < $10)
    and (($11 = '' and $12 = '*') or id in (select account_id from account_role where ($11 = '' or role = $11)
        and ($12 = '*' or department = $12) and (valid_until = '' or valid_until > $8)))
    and ($13 = 0 or id in (select account_id from group_member where group_id = $13))
    and ($14 = '*' or home_department = $14 or id in (select account_id from account_role where department = $14
        and (valid_until = '' or valid_until > $8)))
    and ($15 = 0 or id in (select account_id from account_profile where profile_id = $15))
    and ($16 = 0 or id = $16
        or home_department in (select key from scope where scope.account_id = $16 and kind = 'department')
        or cast(id as text) in (select key from scope where scope.account_id = $16 and kind = 'user')
        or id in (select group_member.account_id from group_member join scope
            on kind = 'group' and key = cast(group_id as text) where scope.account_id = $16))
