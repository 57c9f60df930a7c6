"""A button that copies text in the browser, with no rerun. The text is data: it is never read as markup."""

from __future__ import annotations

import streamlit as st

# "Copy" until the script runs: no button may be without a name, not even for a moment
_HTML = "<button type='button'><span class='icon' aria-hidden='true'></span><span class='text'>Copy</span></button>"

_CSS = """
button { all: unset; box-sizing: border-box; cursor: pointer; display: inline-flex; justify-content: center;
  align-items: center; gap: .4rem; width: 100%; min-height: 2.4rem; padding: .42rem .8rem;
  font: 500 .93rem/1.2 var(--st-font); color: var(--st-text-color); background: var(--st-background-color);
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius); white-space: nowrap; }
button:hover { border-color: var(--st-primary-color); color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 1px; }
button.small { min-height: 24px; width: auto; padding: .14rem .1rem 0; border: 0; background: none; font-size: .84rem;
  line-height: 1.35rem; vertical-align: top; color: var(--st-link-color); }
button.done { color: var(--st-green-text-color); border-color: var(--st-green-color); }
"""

# navigator.clipboard exists only on https and localhost; the text area serves plain http in a local network.
_JS = """
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  const text = button.querySelector(".text");
  text.textContent = data.label;
  button.setAttribute("aria-label", data.name);
  button.classList.toggle("small", Boolean(data.small));
  button.onclick = async () => {
    let copied = true;
    try {
      await navigator.clipboard.writeText(data.text);
    } catch {
      const area = document.createElement("textarea");
      area.value = data.text;
      area.style.position = "fixed";
      area.style.opacity = "0";
      document.body.append(area);
      area.select();
      copied = document.execCommand("copy");
      area.remove();
      button.focus();
    }
    text.textContent = copied ? "Copied" : "Press Ctrl+C";
    button.classList.toggle("done", copied);
    clearTimeout(button.timer);
    button.timer = setTimeout(() => {
      text.textContent = data.label;
      button.classList.remove("done");
    }, 1600);
  };
}
"""

_COPY = st.components.v2.component("asi_copy", html=_HTML, css=_CSS, js=_JS)


def copy_button(label: str, text: str, key: str, *, small: bool = False, name: str = "") -> None:
    """Copy ``text`` as it is. ``name`` tells a screen reader what is copied where the label alone does not."""
    _COPY(
        data={"label": label, "text": text, "small": small, "name": name or label},
        key=key,
        height="content",
        width="content" if small else "stretch",
    )
