// On or off, at once. Its label stands beside it, or is given.
import styles from "./switch.module.css";

export function Switch(props: {
    id?: string;
    label?: string;
    on: boolean;
    disabled?: boolean;
    describedBy?: string;
    onChange: (on: boolean) => void;
}) {
    return (
        <input
            id={props.id}
            className={styles.switch}
            type="checkbox"
            role="switch"
            aria-label={props.label}
            aria-checked={props.on}
            aria-describedby={props.describedBy}
            checked={props.on}
            disabled={props.disabled}
            onChange={(event) => props.onChange(event.target.checked)}
        />
    );
}
