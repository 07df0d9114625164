// Entry of the wallboard.
import "@fontsource-variable/inter/wght.css";
import "@parley/ui/tokens.css";
import "@parley/ui/base.css";
import "@parley/ui/console/console.css";
