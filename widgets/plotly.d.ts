// plotly is published without types; the widgets use a handful of its functions.
declare module "plotly.js-cartesian-dist-min";
