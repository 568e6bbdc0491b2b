-- What the commits of an article did: kept for its revisions.  Needs common.lua.
local MAX_COMMITS = 200

local function keep_commit(outcome, header)
  local changes = {revision = tonumber(redis.call('HGET', article, 'revision')), at = now, status = outcome,
    pipeline_version = cjson.decode(header).pipeline_version}
  -- An empty table would be written as an object.
  for op, events in pairs(published) do if #events > 0 then changes[op] = events end end
  redis.call('LPUSH', base .. 'commits:' .. id, cjson.encode(changes))
  redis.call('LTRIM', base .. 'commits:' .. id, 0, MAX_COMMITS - 1)
end
