# Why an order is not carried out, and the next step.
refused-unknown = There is no { $kind } "{ $name }". There are: { $known }
refused-unknown-more = There is no { $kind } "{ $name }". There are: { $known } and { $n } more
refused-unknown-none = There is no { $kind } "{ $name }". "show the topology" lists the names
refused-nothing-to-roll-back = { $name } has no earlier version to go back to. Look at the changes, or deploy one by name: deploy { $name } v…
refused-busy = { $name } is being rolled out or restarted. Watch its replicas and try again when it is done
refused-out-of-range-replicas = { $name } runs { $least } to { $most } replicas. Give a number in that range
refused-out-of-range-tenths = The processor limit of { $name } is { $least } to { $most } tenths of a core (10 is one core). Give a number in that range
refused-out-of-range-megabytes = The memory limit of { $name } is { $least } to { $most } MB; with less it does not start. Give a number in that range
refused-last-replica = That is the last replica of { $name } taking calls. Scale out first, or restart it
refused-nothing-to-revert = { $name } has no configuration push to undo. Look at the changes for the last one
refused-nothing-there = { $name }: there is nothing of that kind right now. Look at its state before the next step
refused-not-modelled = { $name } has no such part. Check which component you mean
refused-no-fallback = { $from } has no answer without { $to }: nobody wrote one. What can be changed now is its timeout, its retries and its pool
refused-not-ours = { $name } belongs to somebody else; we cannot touch it. What we can change is how we call it: timeout, retries, fallback
refused-line-verb = No order is called "{ $verb }". There are: { $known }
refused-line-usage = It is written like this: { $usage }

refused-kind-component = component
refused-kind-service = service
refused-kind-database = database
refused-kind-cache = cache
refused-kind-broker = broker
refused-kind-endpoint = endpoint
refused-kind-version = version
refused-kind-replica = replica
refused-kind-flag = flag
refused-kind-job = job
refused-kind-journey = journey
refused-kind-traffic = user group
refused-kind-zone = zone
refused-kind-node = node
refused-kind-client = client
refused-kind-call = call

# What was named and cannot be had; nothing is done in its place.
impossible-none = There is no { $kind } here
impossible-replicas = "{ $said }" is no number of replicas: a whole number, { $least } or more
impossible-replica = "{ $said }" is no replica: they are numbered { $least } to { $most }
impossible-percent = "{ $said }" is no share: a whole percentage, { $least } to { $most }
impossible-tenths = "{ $said }" is no processor limit: cores in steps of 0.1
impossible-megabytes = "{ $said }" is no memory limit: whole megabytes, { $least } or more
impossible-count = "{ $said }" will not do: a whole number, { $least } or more
impossible-span = "{ $said }" is no span to use here: a time above zero, such as "500ms" or "5 min"
impossible-whole = Not for { $said } alone: this holds for all requests alike. Do { $what }, for all of them?
impossible-until = Waiting takes a span: "wait 5 min". Whatever happens meanwhile is told
impossible-client = No client "{ $said }" is known. Logs and traces show who calls; an address will do
