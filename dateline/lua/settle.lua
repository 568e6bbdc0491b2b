-- KEYS[1] is the record of an idempotency key.  ARGV: token, life in ms, answer or ''.
-- A life of 0 forgets the key; without an answer it lives on.  Answers 1 while the token holds it, else 0.
if redis.call('HGET', KEYS[1], 'token') ~= ARGV[1] then return 0 end
if ARGV[3] ~= '' then redis.call('HSET', KEYS[1], 'answer', ARGV[3]) end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
