-- Posts one body over and over, and prints what came of it as a line of JSON.
-- usage: wrk ... URL -s wrk.lua -- BODY-FILE [close]
-- There is no `request` function on purpose: the request is then built once, and Lua has no part in the run.

function init(args)
   local file = assert(io.open(args[1], "rb"))
   wrk.method = "POST"
   wrk.body = file:read("*a")
   file:close()
   wrk.headers["Content-Type"] = "application/json"
   if args[2] == "close" then wrk.headers["Connection"] = "close" end
end

-- wrk takes times in microseconds.
function done(summary, latency, requests)
   local errors = summary.errors
   io.write(string.format(
      '\nresult {"requests":%d,"microseconds":%d,"p50":%.1f,"p99":%.1f,"longest":%.1f,' ..
      '"refused":%d,"broken":%d,"timeouts":%d}\n',
      summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), latency.max,
      errors.status, errors.connect + errors.read + errors.write, errors.timeout))
end
