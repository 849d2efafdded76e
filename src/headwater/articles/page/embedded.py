"""Posts and films that a page embeds: the public address of each, from what the mark-up holds; nothing is loaded."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from lxml.html import HtmlElement

_POSTS = (
    "twitter-tweet", "twitter-video", "instagram-media", "fb-post", "fb-video", "tiktok-embed", "telegram-post",
    "bluesky-embed", "mastodon-embed", "reddit-embed-bq", "text-post-media", "vk-post", "imgur-embed-pub",
)  # fmt: skip
_HOSTS = (
    ("youtube.com", "YouTube"), ("youtu.be", "YouTube"), ("youtube-nocookie.com", "YouTube"), ("twitter.com", "Twitter"),
    ("x.com", "Twitter"), ("t.me", "Telegram"), ("facebook.com", "Facebook"), ("instagram.com", "Instagram"),
    ("vk.com", "VK"), ("vkvideo.ru", "VK"), ("tiktok.com", "TikTok"), ("rutube.ru", "RuTube"), ("ok.ru", "OK"),
    ("bsky.app", "Bluesky"), ("dailymotion.com", "Dailymotion"), ("vimeo.com", "Vimeo"), ("soundcloud.com", "SoundCloud"),
    ("reddit.com", "Reddit"), ("threads.net", "Threads"),
)  # fmt: skip
_AMP = {
    "amp-twitter": ("data-tweetid", "https://twitter.com/i/status/{}"),
    "amp-youtube": ("data-videoid", "https://www.youtube.com/watch?v={}"),
    "amp-instagram": ("data-shortcode", "https://www.instagram.com/p/{}/"),
    "amp-facebook": ("data-href", "{}"),
    "amp-vk": ("data-postid", "https://vk.com/wall{}"),
    "amp-iframe": ("src", "{}"),
    "amp-dailymotion": ("data-videoid", "https://www.dailymotion.com/video/{}"),
}
_SAFE_ID = re.compile(r"^[\w-]{1,80}$")
_PERMALINKS = (
    "data-instgrm-permalink",
    "cite",
    "data-href",
    "data-permalink",
    "data-url",
    "data-bluesky-uri",
)


def is_post(node: HtmlElement) -> bool:
    """Whether an element is a post's own mark-up with its fallback text."""
    given = node.get("class") or ""
    return any(name in given for name in _POSTS) or node.get("data-telegram-post") is not None


def address_of_post(node: HtmlElement) -> str | None:
    """The public address of an embedded post, or None where its mark-up holds none."""
    if node.tag in _AMP:
        name, form = _AMP[node.tag]
        value = (node.get(name) or "").strip()
        if form == "{}":
            return public_address(value)
        return form.format(value) if _SAFE_ID.match(value) else None
    if node.tag in ("iframe", "embed"):
        return public_address(node.get("src") or node.get("data-src") or "")
    telegram = node.get("data-telegram-post")
    if telegram:
        return f"https://t.me/{telegram}" if re.match(r"^[\w/]{3,80}$", telegram) else None
    for name in _PERMALINKS:
        if (node.get(name) or "").startswith("https://"):
            return (node.get(name) or "").partition("?")[0]
    links = [one.get("href") or "" for one in node.iter("a")]
    return next((href for href in reversed(links) if network_of(href) and "/hashtag/" not in href), None)


def network_of(href: str) -> str | None:
    """The network that an address leads to; a Mastodon server is known by the form of its embeds alone."""
    try:
        parts = urlsplit(href if "//" in href else "")
    except ValueError:
        return None
    host = (parts.hostname or "").lower()
    for name, network in _HOSTS:
        if host == name or host.endswith(f".{name}"):
            return network
    return "Mastodon" if re.match(r"^/(?:@[\w.]+/\d+|users/[\w.]+/statuses/\d+)", parts.path) else None


def public_address(src: str) -> str | None:
    """The page that a frame shows, by the network's own rules; None for a frame of anything else."""
    src = f"https:{src}" if src.startswith("//") else src.strip()
    network = network_of(src)
    if network is None or not src.startswith(("http://", "https://")):
        return None
    parts = urlsplit(src)
    asked = parse_qs(parts.query)
    if network == "YouTube" and (found := re.match(r"/embed/([\w-]{5,20})", parts.path)):
        return f"https://www.youtube.com/watch?v={found[1]}"
    if network == "Twitter" and _SAFE_ID.match(asked.get("id", [""])[0]):
        return f"https://twitter.com/i/status/{asked['id'][0]}"
    if network == "Facebook" and asked.get("href", [""])[0].startswith("http"):
        return asked["href"][0]
    if network == "VK" and "oid" in asked and "id" in asked:
        return f"https://vk.com/video{asked['oid'][0]}_{asked['id'][0]}"
    bare = f"https://{parts.netloc}{re.sub(r'/embed/?$', '', parts.path)}"
    return bare if len(parts.path) > 1 else None
