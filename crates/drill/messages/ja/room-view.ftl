# 部屋が人に勧めること。誰にも命じない。キーは room クレートのもの。

suggest-seat = { $role }が空いている。{ $person }さんに頼める。
suggest-seat-pair = { $role }が空いている。初めての { $person }さんが、経験のある { $with }さんと組むのはどうか。
suggest-task = 担当のいないタスク { $task }「{ $text }」を、{ $person }さんに頼める。
suggest-task-pair = 担当のいないタスク { $task }「{ $text }」を、{ $person }さんが { $with }さんと組んでやるのはどうか。
