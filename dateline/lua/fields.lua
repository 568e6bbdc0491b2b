-- ARGV: base, '', event prefix, fields (JSON), then ids of events.
-- Answers, as JSON, what these fields hold of each event, false where nothing; writes nothing.
local fields, rows = cjson.decode(ARGV[4]), {}
for at = 5, #ARGV do rows[at - 4] = redis.call('HMGET', ARGV[3] .. ARGV[at], unpack(fields)) end
return cjson.encode(rows)
