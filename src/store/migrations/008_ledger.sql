-- What a drill-down looks up: the collaborations of a campaign, the costs that several share; and why people let go.

CREATE INDEX collab_campaign ON collab (campaign_id) WHERE campaign_id IS NOT NULL;

CREATE INDEX cost_shared ON cost (id) WHERE collab_id IS NULL;

CREATE INDEX stage_move_reason ON stage_move (reason, stage) WHERE reason IS NOT NULL;
