-- The articles of the support centre (C17, V18): of a category or of none, each in one language or
-- several.
CREATE TABLE article_categories (
    id {id},
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    place BIGINT NOT NULL                   -- they are shown in this order
);
CREATE INDEX article_categories_of ON article_categories (organization_id, place);
CREATE TABLE article_category_texts (
    category_id BIGINT NOT NULL REFERENCES article_categories (id),
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    language TEXT NOT NULL CHECK (language IN ('en', 'de')),
    name TEXT NOT NULL,
    about TEXT NOT NULL,
    PRIMARY KEY (category_id, language)
);
CREATE TABLE articles (
    id {id},
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    category_id BIGINT REFERENCES article_categories (id)
);
CREATE INDEX articles_of ON articles (organization_id, id);
CREATE INDEX articles_in ON articles (category_id) WHERE category_id IS NOT NULL;

-- What it says in a language.
CREATE TABLE article_texts (
    article_id BIGINT NOT NULL REFERENCES articles (id),
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    language TEXT NOT NULL CHECK (language IN ('en', 'de')),
    version BIGINT NOT NULL,                -- 1, and one more with each change
    published BIGINT NOT NULL,              -- 0: nobody but who writes articles sees it
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    sections TEXT NOT NULL,                 -- JSON: [{"heading":"…","body":{"blocks":[…]}}, …]
    at BIGINT NOT NULL,                     -- when, and by whom, it came to say so
    user_id BIGINT NOT NULL REFERENCES users (id),
    helpful BIGINT NOT NULL,                -- votes
    unhelpful BIGINT NOT NULL,
    PRIMARY KEY (article_id, language)
);
CREATE INDEX article_texts_of ON article_texts (organization_id, language, published);
-- What it has said before.
CREATE TABLE article_versions (
    article_id BIGINT NOT NULL REFERENCES articles (id),
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    language TEXT NOT NULL CHECK (language IN ('en', 'de')),
    version BIGINT NOT NULL,
    published BIGINT NOT NULL,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    sections TEXT NOT NULL,
    at BIGINT NOT NULL,
    user_id BIGINT NOT NULL REFERENCES users (id),
    PRIMARY KEY (article_id, language, version)
);
-- By which words one finds what is published, and how much each says of it.
CREATE TABLE article_words (
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    language TEXT NOT NULL CHECK (language IN ('en', 'de')),
    word TEXT NOT NULL,
    article_id BIGINT NOT NULL REFERENCES articles (id),
    weight BIGINT NOT NULL,
    PRIMARY KEY (organization_id, language, word, article_id)
);
CREATE INDEX article_words_of ON article_words (article_id, language);
-- Why an article did not help, in the words of who has read it.
CREATE TABLE article_votes (
    id {id},
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    article_id BIGINT NOT NULL REFERENCES articles (id),
    language TEXT NOT NULL CHECK (language IN ('en', 'de')),
    version BIGINT NOT NULL,
    reason TEXT NOT NULL CHECK (reason IN ('unclear', 'wrong', 'missing', 'other')),
    text TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX article_votes_of ON article_votes (article_id, id);
-- What people have searched for without finding anything.
CREATE TABLE article_misses (
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    language TEXT NOT NULL CHECK (language IN ('en', 'de')),
    query TEXT NOT NULL,                    -- its words, without case
    times BIGINT NOT NULL,
    at BIGINT NOT NULL,                     -- the last time
    PRIMARY KEY (organization_id, language, query)
);
