-- ARGV: base, id, token, error.  Answers 1 where the token held the article: it is now a dead letter.
local was = redis.call('HMGET', article, 'token', 'state')
if was[1] ~= ARGV[3] or was[2] ~= 'running' then return 0 end
redis.call('HSET', article, 'error', ARGV[4])
redis.call('HDEL', article, 'token')
observe_attempt({})
count('failed')
move('failed', now)
return 1
