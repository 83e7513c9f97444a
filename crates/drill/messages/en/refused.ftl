# Why an order is not carried out, and the next step.
refused-unknown = There is no { $kind } "{ $name }". There are: { $known }
refused-unknown-more = There is no { $kind } "{ $name }". There are: { $known } and { $n } more
refused-unknown-none = There is no { $kind } "{ $name }". "show the topology" lists the names
refused-nothing-to-roll-back = { $name } has no earlier version to go back to. Look at the changes, or deploy one by name: deploy { $name } v…
refused-busy = { $name } is being rolled out or restarted. Watch its replicas and try again when it is done
refused-out-of-range = { $name } runs 1 to { $max } replicas. Give a number in that range
refused-last-replica = That is the last replica of { $name } taking calls. Scale out first, or restart it
refused-nothing-to-revert = { $name } has no configuration push to undo. Look at the changes for the last one
refused-nothing-there = { $name }: there is nothing of that kind right now. Look at its state before the next step
refused-not-modelled = { $name } has no such part. Check which component you mean
refused-not-ours = { $name } belongs to somebody else; we cannot touch it. What we can change is how we call it: timeout, retries, fallback

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
refused-kind-client = client
refused-kind-call = call
