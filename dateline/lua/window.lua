-- ARGV: base, '', histogram, the bound to start from (as ZRANGE takes it), '1' for downwards, how many events.
-- Answers {the last bucket of the shortest run of buckets that holds so many, how many it holds}; {} where none is left.
local counts, order = base .. 'counts:' .. ARGV[3], base .. 'buckets:' .. ARGV[3]
local start, is_down, wanted = ARGV[4], ARGV[5] == '1', tonumber(ARGV[6])
local STEP = 200
local held, last, at = 0, nil, 0
repeat
  local buckets
  if is_down then
    buckets = redis.call('ZRANGE', order, start, '-inf', 'BYSCORE', 'REV', 'LIMIT', at, STEP)
  else
    buckets = redis.call('ZRANGE', order, start, '+inf', 'BYSCORE', 'LIMIT', at, STEP)
  end
  if #buckets > 0 then
    local found = redis.call('HMGET', counts, unpack(buckets))
    for i, bucket in ipairs(buckets) do
      held, last = held + tonumber(found[i]), bucket
      if held >= wanted then return {last, held} end
    end
  end
  at = at + STEP
until #buckets < STEP
return last and {last, held} or {}
