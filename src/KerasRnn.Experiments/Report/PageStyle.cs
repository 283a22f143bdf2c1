namespace KerasRnn.Experiments.Report;

/// <summary>What a whole page needs beyond the shared stylesheet.</summary>
internal static class PageStyle
{
    public static string Css { get; } = """
        html{color-scheme:light dark;-webkit-text-size-adjust:100%}body.kr{margin:0}
        main{max-width:66rem;margin:0 auto;padding:4rem 1.5rem 5rem}
        .kicker{margin:0 0 .4rem;color:var(--kr-accent);font-size:.8rem;font-weight:600;letter-spacing:.08em;text-transform:uppercase}
        h1{margin:0;font-size:2.1rem;line-height:1.2;font-weight:650;letter-spacing:-.018em;text-wrap:balance}.lead{margin:.6rem 0 2rem;color:var(--kr-soft)}
        h2{margin:4.5rem 0 1rem;padding-top:1.4rem;border-top:1px solid var(--kr-rule);font-size:1.5rem;line-height:1.25;font-weight:650;letter-spacing:-.012em}h3{margin:1.6rem 0 .4rem;font-size:.95rem;font-weight:600}
        .verdict{display:grid;grid-template-columns:9rem 1fr;gap:1.2rem;margin:.7rem 0;padding:1rem 1.2rem;background:var(--kr-card);border-left:3px solid var(--kr-soft);border-radius:3px;color:inherit;text-decoration:none}
        .verdict.clear{border-left-color:var(--kr-accent)}.verdict b{font-weight:650;overflow-wrap:anywhere}.verdict:hover b,.verdict:focus-visible b{text-decoration:underline}
        .note{margin:.8rem 0;padding:.6rem 1rem;background:var(--kr-card);border-radius:3px;font-size:.9rem}.note summary{cursor:pointer;font-weight:600}.note ul{margin:.4rem 0;padding-left:1.2rem}
        .small{color:var(--kr-soft);font-size:.875rem;max-width:44rem}.file{display:block;margin-top:.15rem;font-size:.78rem;opacity:.85}
        dl{max-width:46rem}dt{margin-top:1.1rem;font-weight:600}dd{margin:.15rem 0 0;color:var(--kr-soft)}
        pre{overflow-x:auto;padding:.9rem 1.1rem;background:var(--kr-card);border-radius:3px;font:.82rem/1.6 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre-wrap;overflow-wrap:anywhere}
        .columns{display:grid;grid-template-columns:1fr 1fr;gap:0 3rem}.columns>div{min-width:0}.kr .pairs td,.kr .pairs tbody tr:first-child td{padding:.28rem 0;text-align:left;white-space:normal;overflow-wrap:anywhere;font-weight:400;vertical-align:top}.kr .pairs td:first-child{width:42%;color:var(--kr-soft);padding-right:1rem}
        @media(max-width:40rem){main{padding:2.2rem 1rem 3rem}.verdict{grid-template-columns:1fr;gap:.3rem}.columns{grid-template-columns:1fr}figure{overflow-x:auto}.kr figure>svg{min-width:34rem}h1{font-size:1.7rem}}
        @media print{main{max-width:none;padding:0}.kr{font-size:10pt}figure,table,.verdict{break-inside:avoid}h2{break-after:avoid;margin-top:2rem}pre{white-space:pre-wrap}}
        """.Replace("\n", "");
}
