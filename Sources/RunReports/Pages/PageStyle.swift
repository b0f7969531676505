/// The style sheet of every page.
///
/// Colours are variables: light by default and on paper, dark where a screen asks for it.
enum PageStyle {
  static let css = [light, dark, text, tables, figures, charts, narrow, print].joined()
  /// What a chart needs that stands alone.
  static let chartCSS = [light, dark, charts].joined()

  private static let light = """
    :root{color-scheme:light dark;--paper:#fff;--card:#f7f8fa;--ink:#1c1f26;--soft:#565d6b;
    --rule:#dfe2e8;--grid:#e6e8ed;--link:#0a5fa8;--good:#0b6b45;--warning:#8a5a00;--alarm:#a8201a;
    --s0:#0072b2;--s1:#d55e00;--s2:#00805c;--s3:#b0508a;--s4:#9a6a00;--s5:#6b4fb3;
    --n6:#053061;--n5:#2166ac;--n4:#4393c3;--n3:#78b4d8;--n2:#abd0e6;--n1:#d6e7f1;--p0:#f1f1ef;
    --p1:#fbe0cf;--p2:#f7ba9b;--p3:#eb9070;--p4:#d6604d;--p5:#b2182b;--p6:#67001f}

    """

  private static let dark = """
    @media screen and (prefers-color-scheme:dark){:root{--paper:#14161a;--card:#1c1f25;
    --ink:#e8eaee;--soft:#a4abb8;--rule:#343943;--grid:#2b2f38;--link:#7cc0f5;--good:#52d29b;
    --warning:#eebb55;--alarm:#ff8d80;
    --s0:#6cb8f0;--s1:#ff8f57;--s2:#3ccf9f;--s3:#e79bc6;--s4:#e9b949;--s5:#b9a3f5;
    --n6:#d6ebfb;--n5:#9bcdf2;--n4:#62aadd;--n3:#3d87bb;--n2:#2c6490;--n1:#274560;--p0:#2c2f36;
    --p1:#573a2f;--p2:#8a4a34;--p3:#bd5f3f;--p4:#e5805d;--p5:#f8ad8d;--p6:#ffe0d1}}

    """

  private static let text = """
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%}
    body{margin:0 auto;max-width:1232px;padding:28px 26px 40px;background:var(--paper);
    color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",
    "DejaVu Sans",sans-serif;overflow-wrap:break-word}
    h1{font-size:1.75rem;line-height:1.2;margin:0 0 6px;font-weight:650;letter-spacing:-.01em}
    h2{font-size:1.25rem;line-height:1.3;margin:44px 0 12px;padding-top:14px;
    border-top:1px solid var(--rule);font-weight:650}
    h3{font-size:1rem;line-height:1.35;margin:0 0 4px;font-weight:650}
    p{margin:0 0 12px;max-width:76ch;break-inside:avoid}
    a{color:var(--link)}
    .lead{color:var(--soft);font-size:1.0625rem}
    nav ul{list-style:none;margin:14px 0 0;padding:0;display:flex;flex-wrap:wrap;gap:4px 18px}
    .notes{margin:0 0 12px;padding-left:20px;max-width:84ch;color:var(--soft);font-size:.9375rem}
    .notes li{margin:0 0 4px}
    .finding{padding:10px 14px;border-left:4px solid;border-radius:3px;background:var(--card);
    max-width:none}
    .finding strong{letter-spacing:.03em}
    .good{border-color:var(--good)}.good strong{color:var(--good)}
    .warning{border-color:var(--warning)}.warning strong{color:var(--warning)}
    .alarm{border-color:var(--alarm)}.alarm strong{color:var(--alarm)}
    footer{margin-top:44px;padding-top:12px;border-top:1px solid var(--rule);color:var(--soft);
    font-size:.875rem}

    """

  private static let tables = """
    .scroll{overflow-x:auto;margin:0 0 16px}
    table{border-collapse:collapse;font-size:.9375rem;font-variant-numeric:tabular-nums}
    caption{text-align:left;color:var(--soft);font-size:.875rem;padding:0 0 6px}
    th,td{text-align:left;vertical-align:top;padding:5px 22px 5px 0;
    border-bottom:1px solid var(--rule)}
    thead th{color:var(--soft);font-weight:600}
    tbody th{font-weight:500;color:var(--soft)}
    .facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,210px),1fr));
    gap:12px 26px;margin:0 0 16px;font-size:.9375rem}
    @media (min-width:560px){.facts .wide{grid-column:span 2}}
    dt{color:var(--soft);font-size:.8125rem}dd{margin:0}
    .numbers thead th+th,.numbers td{text-align:right;white-space:nowrap}

    """

  private static let figures = """
    .figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,500px),1fr));
    gap:20px;margin:0 0 20px}
    @media print,screen and (min-width:1080px){.figures>:last-child:nth-child(odd){grid-column:1/-1;
    display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);column-gap:40px;
    grid-template-rows:auto auto auto 1fr}
    .figures>:last-child:nth-child(odd) h3{grid-column:1/-1}
    .figures>:last-child:nth-child(odd) .chart{grid-row:2/5}
    .figures>:last-child:nth-child(odd) .legend{flex-direction:column}
    .figures>:last-child:nth-child(odd)>:is(.legend,figcaption){grid-column:2}}
    figure{margin:0;padding:14px 16px 16px;background:var(--card);border:1px solid var(--rule);
    border-radius:8px;break-inside:avoid;min-width:0}
    figcaption{font-size:.9375rem;color:var(--soft);margin-top:8px}
    .legend{list-style:none;margin:2px 0 0;padding:0;display:flex;flex-wrap:wrap;gap:2px 18px;
    font-size:.875rem}
    .key{width:30px;height:12px;margin-right:7px;vertical-align:-1px}

    """

  private static let charts = """
    .chart{display:block;width:100%;height:auto}
    .chart text{font-size:13px;fill:var(--soft);font-variant-numeric:tabular-nums}
    .chart text.y{text-anchor:end;dominant-baseline:central}
    .chart text.x{text-anchor:middle}
    .chart text.last,.chart text.end{text-anchor:end}
    .chart .titles text{fill:var(--ink)}
    .axes path{stroke:var(--grid);fill:none}
    .line{fill:none;stroke-width:1.8;stroke-linejoin:round;stroke-linecap:round}
    .d1{stroke-dasharray:7 4}.d2{stroke-dasharray:1.5 4}.d3{stroke-dasharray:9 4 1.5 4}
    .d4{stroke-dasharray:14 5}.d5{stroke-dasharray:4 4 1 4 1 4}
    .ink{stroke:var(--ink);fill:var(--ink)}
    .line.thin{stroke-width:1.2}
    .line.ink{stroke-width:1.1;opacity:.75;fill:none}
    .r0{stroke-dasharray:5 4}.r1{stroke-dasharray:1.5 3.5}.r2{stroke-dasharray:9 3 2 3}
    .s0{stroke:var(--s0);fill:var(--s0)}.s1{stroke:var(--s1);fill:var(--s1)}
    .s2{stroke:var(--s2);fill:var(--s2)}.s3{stroke:var(--s3);fill:var(--s3)}
    .s4{stroke:var(--s4);fill:var(--s4)}.s5{stroke:var(--s5);fill:var(--s5)}
    .line.s0,.line.s1,.line.s2,.line.s3,.line.s4,.line.s5{fill:none}
    .area{stroke:none;fill-opacity:.2}
    .mark{fill:var(--alarm)}
    .heat{shape-rendering:crispEdges}
    .n6{fill:var(--n6)}.n5{fill:var(--n5)}.n4{fill:var(--n4)}.n3{fill:var(--n3)}.n2{fill:var(--n2)}
    .n1{fill:var(--n1)}.p0{fill:var(--p0)}.p1{fill:var(--p1)}.p2{fill:var(--p2)}.p3{fill:var(--p3)}
    .p4{fill:var(--p4)}.p5{fill:var(--p5)}.p6{fill:var(--p6)}
    .gone{fill:var(--n6);opacity:.55}.lost{fill:var(--alarm)}

    """

  private static let narrow = """
    @media (max-width:640px){body{padding:18px 14px 30px}h1{font-size:1.4rem}
    h2{margin-top:32px}.figures{gap:14px}figure{padding:12px 8px 12px}
    figure h3,figure .legend,figcaption{padding:0 4px}
    .chart text{font-size:17px}.line{stroke-width:2.2}th,td{padding-right:12px}
    table{font-size:.875rem}.numbers td{white-space:normal}
    .numbers thead th+th{white-space:normal;overflow-wrap:anywhere;min-width:76px}
    .facts{grid-template-columns:1fr 1fr;gap:10px 16px}.facts .wide{grid-column:1/-1}}

    """

  /// Rows of figures are not cut, so they are low: what does not fit leaves its sheet half empty.
  private static let print = """
    @media print{@page{margin:12mm 14mm}html{font-size:11px}body{padding:0;max-width:none;
    font-size:1rem;line-height:1.4}p{margin-bottom:8px}
    main{padding:0 1px}nav{display:none}.figures{grid-template-columns:1fr 1fr;gap:10px}
    .facts{grid-template-columns:repeat(4,1fr);gap:5px 16px}
    figure{padding:7px 9px;background:none}figcaption{margin-top:4px}.scroll{overflow:visible}
    .figures>:last-child:nth-child(odd){column-gap:18px}
    h2{margin-top:14px;padding-top:8px}h2,h2+p{break-after:avoid}section>.figures{break-before:avoid}
    .chart text{font-size:16px}
    th,td{padding-top:2px;padding-bottom:2px}
    *{print-color-adjust:exact;-webkit-print-color-adjust:exact}}

    """
}
