/** The name of the house, and of the `place` in it where that is not the front. */
export function Header({ place }: { place?: string }) {
  return (
    <header className="header">
      <svg className="logo" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
        <rect width="32" height="32" rx="9" />
        <path d="M8 14v4M12 11v10M16 7.5v17M20 11v10M24 14v4" />
      </svg>
      <span className="name">
        TAWK.TO <b>Marketplace</b>
        {place && ` · ${place}`}
      </span>
    </header>
  );
}
