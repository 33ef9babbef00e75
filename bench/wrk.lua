-- Sends one lookup again and again, or never the same text twice.
-- Arguments: file with the subjects (percent-encoded), path with query template (percent-encoded), first number,
-- "fresh" or "repeated".
local subjects, number, fresh, fixed, template = {}, 0, true, nil, nil

local function fill(n)
  local subject = subjects[n % #subjects + 1]
  return (template:gsub('@S@', subject):gsub('@N@', tostring(n)))
end

function init(args)
  for line in io.lines(args[1]) do subjects[#subjects + 1] = (line:gsub('%%', '%%%%')) end
  template = args[2]
  number = tonumber(args[3])
  fresh = args[4] == 'fresh'
  wrk.headers['Accept'] = 'application/sparql-results+json'
  fixed = wrk.format('GET', fill(number))
end

function request()
  if not fresh then return fixed end
  number = number + 1
  return wrk.format('GET', fill(number))
end

function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format('RESULT {"requests": %d, "micros": %d, "bad": %d, "lost": %d, "p50": %.3f, "p99": %.3f}\n',
    summary.requests, summary.duration, e.status, e.connect + e.read + e.write + e.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
