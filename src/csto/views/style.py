"""The style of what is shown in a notebook.

Colours are those of the notebook's theme where it has one (Jupyter, VS Code, Sphinx with furo), otherwise light or dark as
the reader's system prefers. Every rule is under the class ``csto``.
"""

from __future__ import annotations

__all__ = ["STYLE"]

_RULES = """
.csto{--csto-ink-0:#1f2328;--csto-dim-0:#59636e;--csto-paper-0:#fff;--csto-line-0:#d1d9e0;--csto-soft-0:#f6f8fa;--csto-link-0:#0b57d0;--csto-tone:31,111,84;--csto-on-dark:#fff}
@media (prefers-color-scheme:dark){
.csto{--csto-ink-0:#e6edf3;--csto-dim-0:#9aa4af;--csto-paper-0:#16191d;--csto-line-0:#3a424b;--csto-soft-0:#20252b;--csto-link-0:#7cb0ff;--csto-tone:64,170,130}
}
body[data-jp-theme-light="true"] .csto,.vscode-light .csto,body[data-theme="light"] .csto,html[data-theme="light"] .csto{--csto-ink-0:#1f2328;--csto-dim-0:#59636e;--csto-paper-0:#fff;--csto-line-0:#d1d9e0;--csto-soft-0:#f6f8fa;--csto-link-0:#0b57d0;--csto-tone:31,111,84}
body[data-jp-theme-light="false"] .csto,.vscode-dark .csto,body[data-theme="dark"] .csto,html[data-theme="dark"] .csto{--csto-ink-0:#e6edf3;--csto-dim-0:#9aa4af;--csto-paper-0:#16191d;--csto-line-0:#3a424b;--csto-soft-0:#20252b;--csto-link-0:#7cb0ff;--csto-tone:64,170,130}
.csto{
--csto-ink:var(--jp-content-font-color0,var(--vscode-editor-foreground,var(--csto-ink-0)));
--csto-dim:var(--jp-content-font-color2,var(--vscode-descriptionForeground,var(--csto-dim-0)));
--csto-paper:var(--jp-layout-color0,var(--vscode-editor-background,var(--csto-paper-0)));
--csto-line:var(--jp-border-color2,var(--vscode-panel-border,var(--csto-line-0)));
--csto-soft:var(--jp-rendermime-table-row-background,var(--vscode-sideBar-background,var(--csto-soft-0)));
--csto-link:var(--jp-content-link-color,var(--vscode-textLink-foreground,var(--csto-link-0)));
background:var(--csto-paper);color:var(--csto-ink);font:13px/1.45 var(--jp-content-font-family,system-ui,sans-serif);text-align:start;max-width:100%;overflow-wrap:anywhere}
.csto *{box-sizing:border-box}
.csto bdi{unicode-bidi:isolate}
.csto a{color:var(--csto-link);text-decoration:none}
.csto a:hover{text-decoration:underline}
.csto code{font:0.88em var(--jp-code-font-family,ui-monospace,monospace);color:var(--csto-dim);background:none;padding:0;white-space:nowrap}
.csto .csto-card{border:1px solid var(--csto-line);border-radius:6px;padding:10px 14px;max-width:66em}
.csto .csto-card:has(.csto-map){max-width:none}
.csto td.csto-short{white-space:nowrap}
.csto td.csto-id code{white-space:normal;overflow-wrap:anywhere}
.csto td.csto-id{min-width:8.5em;max-width:17em}
.csto td.csto-long{min-width:18em}
.csto .csto-head{padding-bottom:6px;margin-bottom:6px;border-bottom:1px solid var(--csto-line)}
.csto .csto-kind{color:var(--csto-dim);margin-inline-end:.4em}
.csto .csto-title{font-size:1.12em;white-space:pre-line}
.csto dl{margin:0}
.csto .csto-fact{display:grid;grid-template-columns:minmax(7em,11em) minmax(0,1fr);gap:0 12px;padding:2px 0;margin:0}
.csto dt{color:var(--csto-dim);font-weight:normal;margin:0;padding:0;overflow-wrap:normal}
.csto dd{margin:0;padding:0;white-space:pre-line}
.csto ul{list-style:none;margin:0;padding:0}
.csto li{margin:0;padding:1px 0}
.csto summary{cursor:pointer;color:var(--csto-link);padding:3px 0}
.csto p.csto-count,.csto p.csto-caption,.csto p.csto-legend{color:var(--csto-dim);margin:6px 0 4px}
.csto .csto-scroll{overflow-x:auto}
.csto table{border-collapse:collapse;margin:2px 0;font-size:1em;color:var(--csto-ink);border:0;width:auto;overflow-wrap:normal}
.csto thead{border-bottom:1px solid var(--csto-line)}
.csto th{text-align:start;font-weight:600;color:var(--csto-dim);padding:3px 10px 3px 0;vertical-align:bottom;background:none;white-space:nowrap;border:0}
.csto td{text-align:start;padding:3px 10px 3px 0;vertical-align:top;white-space:pre-line;background:none;border:0;max-width:34em;overflow-wrap:break-word}
.csto tbody tr{background:none}
.csto tbody tr:nth-child(even){background:var(--csto-soft)}
.csto tbody tr:hover{background:rgba(var(--csto-tone),.12)}
.csto tr:target,.csto .csto-card:target{outline:2px solid var(--csto-link)}
.csto .csto-number{text-align:end;font-variant-numeric:tabular-nums}
.csto table.csto-map{border-collapse:separate;border-spacing:2px}
.csto table.csto-map tr{background:none}
.csto table.csto-map thead th{padding:0;text-align:center;font-weight:normal;font-size:.82em}
.csto table.csto-map thead th span{writing-mode:vertical-rl;transform:rotate(180deg)}
.csto table.csto-map tbody th{font-weight:normal;padding:0 8px 0 0;vertical-align:middle}
.csto table.csto-map td{padding:0;width:24px;min-width:24px;height:22px;text-align:center;vertical-align:middle;font-size:.85em;font-variant-numeric:tabular-nums;border-radius:3px}
.csto .csto-s1{background-color:rgba(var(--csto-tone),.14)!important}
.csto .csto-s2{background-color:rgba(var(--csto-tone),.34)!important}
.csto .csto-s3{background-color:rgba(var(--csto-tone),.6)!important}
.csto .csto-s4{background-color:rgb(var(--csto-tone))!important;color:var(--csto-on-dark)!important}
.csto .csto-missing{background-image:repeating-linear-gradient(135deg,rgba(196,121,10,.5) 0 1.5px,transparent 1.5px 6px)!important}
.csto .csto-key{display:inline-block;margin-inline-end:14px}
.csto .csto-key>span{display:inline-block;min-width:22px;height:18px;line-height:18px;text-align:center;border-radius:3px;color:var(--csto-ink)}
"""

STYLE = _RULES.replace("\n", "")
