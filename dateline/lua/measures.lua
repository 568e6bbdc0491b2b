-- Histograms in the totals of a collection, written in the step that they measure.  Needs common.lua.
-- Upper bounds in seconds, as they are spelled in the names of the fields; `dateline.measures` reads the same.
local BOUNDS = {
  wait = {'0.01', '0.05', '0.1', '0.5', '1', '5', '10', '30', '60', '300', '1800', '7200', '+Inf'},
  job = {'0.05', '0.1', '0.25', '0.5', '1', '2.5', '5', '10', '30', '60', '120', '+Inf'},
  stage = {'0.001', '0.005', '0.01', '0.025', '0.05', '0.1', '0.25', '0.5', '1', '2.5', '5', '10', '30', '+Inf'},
}

-- Counts one measurement of a kind (a key of BOUNDS) under a name, which is the kind or begins with it.
local function observe(kind, name, seconds)
  for _, bound in ipairs(BOUNDS[kind]) do
    if bound == '+Inf' or seconds <= tonumber(bound) then
      redis.call('HINCRBY', base .. 'totals', name .. ':le:' .. bound, 1)
      break
    end
  end
  redis.call('HINCRBYFLOAT', base .. 'totals', name .. ':sum', string.format('%.6f', seconds))
end

-- How long the present attempt took, from its claim on.
local function observe_job()
  local claimed = redis.call('HGET', article, 'claimed_ms')
  if claimed then observe('job', 'job', (now - tonumber(claimed)) / 1000) end
end
