// Styles of the launcher and the frame. They go into a constructable sheet, which a host page's
// style-src does not
// concern; !important inside a shadow root wins over the host page's own !important.
export const style = `
:host{all:initial!important;position:fixed!important;inset:auto 20px 20px auto!important;z-index:2147483000!important;display:block!important}
:host([data-position=left]){inset:auto auto 20px 20px!important}
button{all:unset;box-sizing:border-box;position:relative;display:grid;place-items:center;width:56px;height:56px;border-radius:50%;
background:var(--accent);color:var(--on);cursor:pointer;box-shadow:0 8px 24px -4px #0005;transition:transform .14s}
button:hover{background:var(--hover)}
button:active{transform:scale(.95)}
button:focus-visible{outline:3px solid #fff;box-shadow:0 0 0 6px #2258e5}
svg{width:26px;height:26px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
b{position:absolute;top:-4px;right:-4px;min-width:22px;height:22px;padding:0 6px;box-sizing:border-box;border-radius:11px;
font:600 12px/22px system-ui,sans-serif;text-align:center;background:#cc3336;color:#fff;box-shadow:0 0 0 2px Canvas}
[hidden]{display:none!important}
[role=status]{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
iframe{position:fixed;right:20px;bottom:92px;width:384px;height:min(660px,calc(100vh - 112px));border:0;border-radius:16px;
background:Canvas;color-scheme:light dark;box-shadow:0 0 0 1px #8883,0 24px 60px -12px #0006;animation:in .2s}
:host([data-position=left]) iframe{right:auto;left:20px}
@keyframes in{from{opacity:0;transform:translateY(10px)}}
@media (max-width:480px){iframe,:host([data-position=left]) iframe{inset:0;width:100%;height:100%;height:100dvh;border-radius:0}
:host([data-open]) button{display:none}}
@media (prefers-reduced-motion:reduce){*{animation:none!important;transition:none!important}}
@media (forced-colors:active){button,iframe{border:2px solid ButtonText}b{border:1px solid}}
@media print{:host{display:none!important}}
`;
