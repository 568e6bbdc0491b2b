-- What the commits of an article did: kept for its revisions.  Needs common.lua.
-- The more a commit did, the fewer are kept: those of an article with thousands of events are a hundred times as long.
local MAX_COMMITS, MIN_COMMITS, MAX_BYTES = 200, 10, 262144

local function keep_commit(outcome, header)
  local changes = {revision = tonumber(redis.call('HGET', article, 'revision')), at = now, status = outcome,
    pipeline_version = cjson.decode(header).pipeline_version}
  -- An empty table would be written as an object.
  for op, events in pairs(published) do if #events > 0 then changes[op] = events end end
  local told = cjson.encode(changes)
  redis.call('LPUSH', base .. 'commits:' .. id, told)
  local kept = math.min(MAX_COMMITS, math.max(MIN_COMMITS, math.floor(MAX_BYTES / #told)))
  redis.call('LTRIM', base .. 'commits:' .. id, 0, kept - 1)
end
