/** The pages' style sheet: large type, wide targets, light and dark, and nothing that an old phone would trip over. */
export const pageStyle = `
*{box-sizing:border-box}
body{margin:0;background:#f6f7f5;color:#1c2522;font:18px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:36rem;margin:0 auto;padding:1.5rem 1.15rem 4rem}
h1{font-size:1.6rem;line-height:1.25;margin:.4rem 0 .8rem}
h2{font-size:1.15rem;line-height:1.35;margin:2rem 0 .5rem}
p{margin:0 0 .9rem}
a{color:#14603f}
.clinic{font-weight:600;margin:0}
.languages{margin:0 0 1rem;font-size:1rem}
.languages a,.languages b,.languages button{display:inline-block;width:auto;min-height:44px;min-width:44px;padding:.55rem .75rem .55rem 0}
.soft{color:#4a5752;font-size:1rem}
fieldset{border:0;margin:0;padding:0;min-width:0}
.field{margin:0 0 1.6rem}
label,legend{font-weight:600;padding:0}
.hint{display:block;font-weight:400;color:#4a5752;font-size:1rem}
input[type=text],textarea{display:block;width:100%;margin-top:.4rem;padding:.7rem .8rem;border:1px solid #6f7d77;border-radius:10px;background:#fff;color:inherit;font:inherit}
textarea{min-height:11rem}
.choice{display:block;position:relative;min-height:44px;padding:.6rem 0 .6rem 2.4rem;padding-inline:2.4rem 0;font-weight:400}
.choice input{position:absolute;top:.72rem;left:0;inset-inline:0 auto;width:1.5rem;height:1.5rem;margin:0;accent-color:#14603f}
.terms{border:1px solid #c9d2cd;border-radius:12px;background:#fff;padding:1rem 1.1rem .3rem;margin:0 0 1.2rem}
.terms p{font-size:1rem}
button{display:block;width:100%;min-height:54px;padding:.8rem 1rem;border:0;border-radius:12px;background:#14603f;color:#fff;font:inherit;font-weight:650;cursor:pointer}
.languages button{background:none;color:#14603f;border-radius:0;font-weight:400;text-decoration:underline}
.plain{display:inline-block;min-height:44px;padding:.6rem 0}
:focus-visible{outline:3px solid #1f7fd1;outline-offset:2px}
.problem{border-inline-start:5px solid #b3261e;background:#fff;padding:.8rem 1rem;margin:0 0 1.4rem}
.error{display:block;margin-top:.35rem;color:#b3261e;font-weight:600;font-size:1rem}
.keep{border:2px solid #14603f;border-radius:12px;background:#fff;padding:1rem 1.1rem;overflow-wrap:anywhere}
.ways{display:flex;flex-wrap:wrap;gap:.75rem}
.way{display:inline-block;min-height:48px;padding:.6rem 1rem;border:2px solid #14603f;border-radius:10px;font-weight:600;text-decoration:none}
.copy{white-space:pre-wrap;overflow-wrap:anywhere}
.trap{position:absolute;left:-100vw;top:0;width:1px;height:1px;overflow:hidden}
@media (prefers-color-scheme:dark){
body{background:#141a18;color:#e7ece9}
a{color:#7fd3ab}
.soft,.hint{color:#b4c0ba}
input[type=text],textarea,.terms,.problem,.keep{background:#1d2522}
input[type=text],textarea{border-color:#8b9993}
.terms{border-color:#3d4a45}
button{background:#7fd3ab;color:#0b2419}
.languages button{background:none;color:#7fd3ab}
.keep,.way{border-color:#7fd3ab}
.choice input{accent-color:#7fd3ab}
.error{color:#ffb4ab}
.problem{border-color:#ffb4ab}
}
@media print{
.no-print{display:none}
body,.keep,.terms{background:#fff;color:#000}
a{color:#000}
main{max-width:none;padding:0}
.keep,.terms{break-inside:avoid}
}
`;
