/** plotly.js, once for all charts of a notebook. */
import Plotly from "plotly.js-cartesian-dist-min";

export default {
  initialize() {
    return { Plotly };
  },
};
