-- Posts the reviews of a list in turn and holds every reply against the one expected, but for the configuration's
-- digest, which a reload changes. Prints what came of it as a line of JSON.
-- usage: wrk ... URL -s soak.lua -- LIST MILLISECONDS-BETWEEN
-- LIST is Lua: a table of {path =, uid =, body = file, reply = file}.

local threads = {}

function setup(thread) table.insert(threads, thread) end

local function content(path)
   local file = assert(io.open(path, "rb"))
   local text = file:read("*a")
   file:close()
   return text
end

local requests, expected, pause, next_one = {}, {}, 0, 0
wrong, first_wrong = 0, ""

function init(args)
   for number, case in ipairs(dofile(args[1])) do
      local headers = {["Content-Type"] = "application/json", ["Host"] = "tallyman"}
      requests[number] = wrk.format("POST", case.path, headers, content(case.body))
      expected[case.uid] = content(case.reply)
   end
   pause = tonumber(args[2])
end

-- wrk takes whole milliseconds; on average it is `pause`.
function delay() return math.floor(pause + math.random()) end

function request()
   next_one = next_one % #requests + 1
   return requests[next_one]
end

function response(status, headers, body)
   local uid = body:match('"response":{"uid":"([^"]*)"')
   local reply = body:gsub('"config":"[^"]*"', '"config":""')
   if status ~= 200 or not uid or expected[uid] ~= reply then
      wrong = wrong + 1
      if wrong == 1 then first_wrong = status .. " " .. body end
   end
end

function done(summary, latency)
   local errors, wrong, first = summary.errors, 0, ""
   for _, thread in ipairs(threads) do
      wrong = wrong + thread:get("wrong")
      if first == "" then first = thread:get("first_wrong") end
   end
   if wrong > 0 then io.write("first wrong reply: " .. first:sub(1, 2000) .. "\n") end
   io.write(string.format(
      '\nresult {"requests":%d,"microseconds":%d,"p50":%.1f,"p99":%.1f,"longest":%.1f,"wrong":%d,"broken":%d,' ..
      '"timeouts":%d}\n',
      summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), latency.max, wrong,
      errors.connect + errors.read + errors.write, errors.timeout))
end
