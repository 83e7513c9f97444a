# A language model's configuration, and what can go wrong with it.

ai-configured =
    provider: { $provider }, model: { $model }
    at: { $url }, key: { $key }
    voice: { $voice }, first word within { $deadline } ms
    at most { $drill } tokens a drill, { $day } a day
ai-key-there = there (not shown)
ai-key-missing = none
ai-answered =
    it says: { $text }
    first word after { $first } ms, last after { $whole } ms; { $read } tokens read, { $written } written. { $cost }
ai-cost = Cost: { $cost }
ai-no-price = Cost unknown: set HIKESHI_AI_PRICE_IN and HIKESHI_AI_PRICE_OUT to see it
ai-slow = . In a drill that is too late, and the template speaks: raise HIKESHI_AI_DEADLINE, or take a faster model.
ai-exchange = { $at }  { $purpose } ({ $prompt })  { $model }  { $outcome }  { $took } ms  read { $read }, written { $written }
ai-no-provider = has to be openai, anthropic or gemini
ai-no-url = has to begin with http:// or https://
ai-no-voice = has to be dry, vivid or terse
ai-no-number = has to be a number
ai-no-pattern = is no regular expression (one a line)
voice-silent = (The language model does not answer; the templates go on.)
failure-no-model = No language model is configured. Every drill works without one; to use one, set HIKESHI_AI_MODEL (hikeshi help ai).
failure-model = The language model's configuration has mistakes:{ $list }
failure-model-unanswered = { $model } at { $url } does not answer ({ $why }). Check address and name, and try hikeshi ai models.
failure-model-key = { $url } did not take our key ({ $why }). Check HIKESHI_AI_KEY.
failure-no-journal = Nothing was sent under the name "{ $room }". Give the name of a play's file without its ending, or a room's.
redteam-progress = { $n } of { $all } turns
redteam-counted =
    { $turns } turns in { $plays } drills, { $seconds } s; { $orders } orders carried out.
    { $told } texts put to the model, { $own } shown with words of its own; { $puzzled } sentences not understood, { $asked } of them asked back.
    leaks { $leaks }, ungrounded numbers { $ungrounded }, orders that nobody gave { $unordered }
    outcome with the model { $with }, without { $without }
failure-no-turns = { $path } holds no sentence. Write one a line; lines that begin with # are not read.
failure-got-through = Something got through that must not ({ $n }).
ai-understood = { $all } utterances, { $unplaced } that no rule could place; of those { $right } asked back as meant, { $wrong } as something else, { $silent } not at all, { $failed } without an answer
