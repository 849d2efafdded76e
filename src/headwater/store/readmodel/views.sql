-- What a person who opens the file wants first.

CREATE VIEW v_claims AS
SELECT
  c.id AS claim,
  c.text AS text,
  a.publisher AS outlet,
  a.published_value AS published,
  a.title AS title,
  coalesce(
    (SELECT group_concat(who, ', citing ') FROM (
      SELECT coalesce(t.resolved_source, t.source_text, 'a source not named') AS who
      FROM claim_chain h JOIN attributions t ON t.id = h.attribution
      WHERE h.claim = c.id ORDER BY h.place) AS listed),
    CASE c.standing WHEN 'own_reporter' THEN 'its own reporter' WHEN 'own_analysis' THEN 'its own analysis'
      ELSE 'no source given' END) AS chain,
  c.standing AS standing,
  c.stance AS stance,
  c.polarity AS polarity,
  c.certainty AS certainty,
  c.act AS act,
  c.frame AS frame,
  (SELECT gc."group" FROM group_claims gc WHERE gc.claim = c.id ORDER BY gc."group" LIMIT 1) AS "group",
  (SELECT group_concat(name, '; ') FROM (
    SELECT o.name AS name FROM claim_origins co JOIN origins o ON o.id = co.origin
    WHERE co.claim = c.id ORDER BY co.place) AS listed) AS origins,
  c.lang AS lang,
  c.article AS article,
  c.start AS start,
  c."end" AS "end",
  c.because AS because
FROM claims c JOIN articles a ON a.id = c.article;

CREATE VIEW v_groups AS
SELECT
  g.id AS "group",
  h.text AS heading,
  g.about AS about,
  g.status AS status,
  (SELECT count(*) FROM group_articles ga WHERE ga."group" = g.id) AS articles,
  (SELECT count(*) FROM group_claims gc WHERE gc."group" = g.id) AS claims,
  g.separate_origins_min AS origins_min,
  g.separate_origins_best AS origins_best,
  g.separate_origins_max AS origins_max,
  (SELECT group_concat(name, '; ') FROM (
    SELECT o.name AS name FROM group_origins r JOIN origins o ON o.id = r.origin
    WHERE r."group" = g.id ORDER BY r.place) AS listed) AS origins,
  (SELECT group_concat(outlet, '; ') FROM (
    SELECT DISTINCT a.publisher AS outlet FROM group_articles ga JOIN articles a ON a.id = ga.article
    WHERE ga."group" = g.id AND a.publisher IS NOT NULL ORDER BY a.publisher) AS listed) AS outlets,
  (SELECT count(*) FROM conflicts x WHERE x."group" = g.id) AS conflicts,
  g.counted_claim AS counted_claim,
  g.within AS within,
  g.because AS because,
  g.counted_because AS counted_because
FROM groups g LEFT JOIN claims h ON h.id = g.heading;

CREATE VIEW v_edges AS
SELECT
  d.id AS edge,
  ca.publisher AS child_outlet,
  ca.title AS child_title,
  ca.published_value AS child_published,
  d.kind AS kind,
  CASE WHEN pa.id IS NOT NULL THEN 'an article of the case' ELSE 'a source not in the case' END AS parent_is,
  coalesce(pa.publisher, s.name) AS parent_outlet,
  pa.title AS parent_title,
  pa.published_value AS parent_published,
  CASE WHEN d.declared THEN 'declared' ELSE 'inferred' END AS how,
  CASE WHEN d.directed THEN 'known' ELSE 'not known' END AS direction,
  d.score AS score,
  (SELECT count(*) FROM changes x WHERE x.parent_article = d.parent AND x.child_article = d.child) AS changes,
  d.confirmed_by AS confirmed_by,
  d.child AS child,
  d.parent AS parent,
  d.because AS because
FROM derivations d
JOIN articles ca ON ca.id = d.child
LEFT JOIN articles pa ON pa.id = d.parent
LEFT JOIN sources s ON s.id = d.parent;

CREATE VIEW v_sources AS
SELECT
  s.id AS source,
  s.name AS name,
  s.kind AS kind,
  e.name AS entity,
  (SELECT count(*) FROM source_cited_by y WHERE y.source = s.id) AS cited,
  (SELECT count(DISTINCT t.article) FROM source_cited_by y JOIN attributions t ON t.id = y.attribution
    WHERE y.source = s.id) AS articles,
  (SELECT count(DISTINCT r."group") FROM origins o JOIN group_origins r ON r.origin = o.id
    WHERE o.source = s.id) AS groups,
  (SELECT count(*) FROM derivations d WHERE d.parent = s.id) AS edges,
  s.because AS because
FROM sources s LEFT JOIN entities e ON e.id = s.entity;
