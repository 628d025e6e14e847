/** The look of the simulated settings screens: plain, light, of its own; nothing is loaded from elsewhere. */
export const PAGE_STYLE = `
:root { color-scheme: light; --ink:#1d2733; --quiet:#566372; --line:#d5dce4; --paper:#fff; --ground:#f3f5f8; --bar:#2b3a55; --act:#1f5fbf; --on:#1f7a3d; --off:#6b7684; }
* { box-sizing: border-box; }
body { margin:0; font:16px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; color:var(--ink); background:var(--ground); min-height:100vh; display:flex; flex-direction:column; }
a { color:var(--act); }
a:focus-visible, button:focus-visible { outline:3px solid #f2a900; outline-offset:2px; border-radius:4px; }
.skip { position:absolute; left:-999px; }
.skip:focus { left:8px; top:8px; background:#fff; padding:8px 12px; z-index:1; }
header { background:var(--bar); color:#fff; padding:10px 24px; display:flex; gap:24px; align-items:center; flex-wrap:wrap; }
header a { color:#fff; text-decoration:none; padding:4px 2px; }
header a:hover, header a[aria-current] { text-decoration:underline; text-underline-offset:6px; }
header .house { font-weight:650; font-size:1.05rem; margin-right:auto; }
nav.trail { padding:10px 24px; font-size:.9rem; color:var(--quiet); background:var(--paper); border-bottom:1px solid var(--line); }
nav.trail ol { margin:0; padding:0; list-style:none; display:flex; gap:8px; flex-wrap:wrap; }
nav.trail li + li::before { content:"\\203A"; margin-right:8px; }
.frame { flex:1; display:grid; grid-template-columns:minmax(0,1fr); width:100%; max-width:1120px; margin:0 auto; padding:24px; gap:24px; align-items:start; }
.frame.with-menu { grid-template-columns:240px minmax(0,1fr); }
nav.menu { background:var(--paper); border:1px solid var(--line); border-radius:8px; padding:8px 0; }
nav.menu h2 { font-size:.8rem; text-transform:uppercase; letter-spacing:.06em; color:var(--quiet); margin:8px 16px 4px; }
nav.menu ul { list-style:none; margin:0; padding:0; }
nav.menu a, nav.menu span { display:block; padding:8px 16px; text-decoration:none; color:var(--ink); border-left:4px solid transparent; }
nav.menu span { color:#5d6977; }
nav.menu a:hover { background:var(--ground); }
nav.menu a[aria-current] { border-left-color:var(--act); background:#e9f0fb; font-weight:600; }
main h1 { font-size:1.55rem; margin:0 0 4px; line-height:1.25; }
main p.lead { margin:0 0 20px; color:var(--quiet); max-width:68ch; }
.tiles { list-style:none; margin:0; padding:0; display:grid; grid-template-columns:repeat(auto-fill,minmax(230px,1fr)); gap:16px; }
.tiles li { background:var(--paper); border:1px solid var(--line); border-radius:8px; padding:16px; }
.tiles li.closed { background:transparent; border-style:dashed; color:#55616f; }
.tiles a, .tiles strong { font-size:1.08rem; font-weight:600; display:block; }
.tiles p { margin:4px 0 0; color:var(--quiet); font-size:.92rem; }
.setting { background:var(--paper); border:1px solid var(--line); border-radius:8px; padding:20px; }
.setting + .setting { margin-top:16px; }
.setting form { display:flex; gap:18px; align-items:center; }
.setting .label { font-weight:600; }
.setting p { color:var(--quiet); margin:10px 0 0; max-width:70ch; font-size:.94rem; }
main button:not([role=switch]) { font:inherit; padding:6px 14px; border:1px solid var(--act); background:#fff; color:var(--act); border-radius:6px; cursor:pointer; }
.setting input:not([type=hidden]) { font:inherit; padding:6px 10px; border:1px solid #767f8a; border-radius:6px; min-width:0; flex:1; }
.tiles form { margin-top:10px; }
button[role=switch] { flex:none; border:0; background:none; padding:4px; display:flex; align-items:center; gap:10px; font:inherit; color:var(--ink); cursor:pointer; }
.track { width:56px; height:30px; border-radius:15px; background:var(--off); position:relative; }
.track::after { content:""; position:absolute; top:3px; left:3px; width:24px; height:24px; border-radius:50%; background:#fff; transition:left .12s; }
[aria-checked=true] .track { background:var(--on); }
[aria-checked=true] .track::after { left:29px; }
.word { width:2.2em; text-align:left; }
.notice { border-left:4px solid var(--on); background:#eaf6ee; padding:10px 14px; margin:0 0 16px; border-radius:4px; }
.notice.off { border-color:var(--off); background:#eceff2; }
footer { padding:16px 24px; font-size:.86rem; color:var(--quiet); border-top:1px solid var(--line); background:var(--paper); }
@media (max-width:720px) { .frame.with-menu { grid-template-columns:minmax(0,1fr); } .frame { padding:16px; } header { padding:10px 16px; } .setting form { align-items:flex-start; } }
@media (prefers-reduced-motion:reduce) { .track::after { transition:none; } }
@media (forced-colors:active) { .track { border:1px solid; } .track::after { background:ButtonText; } }
`;
