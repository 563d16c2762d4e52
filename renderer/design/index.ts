/** The design: tokens, ground rules, fonts and the appearance a person chose. Every window imports this first. */
import './fonts.css';
import './tokens.css';
import './ground.css';

export * from './appearance';
